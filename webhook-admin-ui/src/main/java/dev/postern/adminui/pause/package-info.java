/** Stopping things for a while, from the API and the console. */
@NullMarked
package dev.postern.adminui.pause;

import org.jspecify.annotations.NullMarked;

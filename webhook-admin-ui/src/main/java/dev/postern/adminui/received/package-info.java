/** What was taken in and what was refused. */
@NullMarked
package dev.postern.adminui.received;

import org.jspecify.annotations.NullMarked;

/** Sources: where providers post, their secrets and what they may send. */
@NullMarked
package dev.postern.adminui.sources;

import org.jspecify.annotations.NullMarked;

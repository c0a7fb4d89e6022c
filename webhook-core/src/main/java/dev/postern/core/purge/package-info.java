/**
 * Takes away what a deleted tenant or source leaves behind, a bounded portion at a time, on
 * whichever node is free. Refuses to decide what is deleted: whoever deletes orders it here.
 */
@NullMarked
package dev.postern.core.purge;

import org.jspecify.annotations.NullMarked;

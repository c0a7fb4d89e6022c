/**
 * Remembers what was refused, in bounded space whatever the flood. Refuses to keep secrets or more
 * than the beginning of a signature.
 */
@NullMarked
package dev.postern.ingest.rejection;

import org.jspecify.annotations.NullMarked;

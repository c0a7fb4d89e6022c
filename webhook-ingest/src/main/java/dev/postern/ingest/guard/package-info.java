/**
 * Measures against an attack on a source: a network blocked, the limit tightened, the source closed
 * for a while. Each ends by itself, is audited and can be undone. Refuses to block a network that
 * good signatures come from.
 */
@NullMarked
package dev.postern.ingest.guard;

import org.jspecify.annotations.NullMarked;

/**
 * Turns many waiting requests into few commits. Bounded in rows and bytes: refuses rather than
 * remembers.
 */
@NullMarked
package dev.postern.ingest.commit;

import org.jspecify.annotations.NullMarked;

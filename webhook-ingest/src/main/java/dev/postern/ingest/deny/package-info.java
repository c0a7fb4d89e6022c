/**
 * Lists of networks that may not post: imported from a file or fetched on a schedule, merged into
 * sorted ranges, looked up in a few steps. Refuses to lose the last good copy, and entries so wide
 * that a poisoned feed could shut everybody out.
 */
@NullMarked
package dev.postern.ingest.deny;

import org.jspecify.annotations.NullMarked;

/**
 * Decides whether a source's signature failures are a burst: what is usual at this hour of the
 * week, how far it strays, how much traffic there is. Pure, but for the watch that feeds it.
 * Refuses to learn an attack as the usual.
 */
@NullMarked
package dev.postern.ingest.alarm;

import org.jspecify.annotations.NullMarked;

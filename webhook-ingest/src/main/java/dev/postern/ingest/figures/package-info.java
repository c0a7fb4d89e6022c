/**
 * Counts what comes of requests, by source: in memory first, then in buckets that all nodes share.
 * Refuses to write for every request and to lose counts because the store is away for a while.
 */
@NullMarked
package dev.postern.ingest.figures;

import org.jspecify.annotations.NullMarked;

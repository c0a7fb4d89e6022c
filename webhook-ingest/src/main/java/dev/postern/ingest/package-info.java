/**
 * The inbound half: providers post, Postern verifies, deduplicates, commits, answers, hands over.
 */
@NullMarked
package dev.postern.ingest;

import org.jspecify.annotations.NullMarked;

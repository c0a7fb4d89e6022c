/**
 * The door that providers post to: request in, answer out. Refuses to decide; the pipeline does.
 */
@NullMarked
package dev.postern.ingest.receive;

import org.jspecify.annotations.NullMarked;

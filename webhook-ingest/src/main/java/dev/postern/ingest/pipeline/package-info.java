/**
 * What a request must pass, one small step for each rule, in order. Decides and returns values;
 * refuses to answer, to record and to store.
 */
@NullMarked
package dev.postern.ingest.pipeline;

import org.jspecify.annotations.NullMarked;

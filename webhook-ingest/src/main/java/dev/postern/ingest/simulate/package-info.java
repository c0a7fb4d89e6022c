/**
 * Plays a provider against a source: a signed sample, its copy, a stale replay, a tampered one, and
 * reports the verdicts. Everything real but the commit: refuses to leave a trace.
 */
@NullMarked
package dev.postern.ingest.simulate;

import org.jspecify.annotations.NullMarked;

/**
 * Hands committed webhooks on, at least once and never twice at a time: lease, work, fenced settle.
 * Refuses to lose one and to let one hold up another source.
 */
@NullMarked
package dev.postern.ingest.handover;

import org.jspecify.annotations.NullMarked;

/**
 * Takes events in: one transaction for the event, its deliveries and their places in the queue.
 * Refuses to send.
 */
@NullMarked
package dev.postern.outbound.publish;

import org.jspecify.annotations.NullMarked;

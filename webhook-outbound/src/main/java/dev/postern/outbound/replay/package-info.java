/**
 * Sends many deliveries again, as jobs: counted, paced, in the lane of retries, resumable after a
 * crash, cancellable. A replay keeps the event's id, so receivers can tell it. Refuses to send: it
 * puts deliveries back into the queue and leaves what is waiting there alone.
 */
@NullMarked
package dev.postern.outbound.replay;

import org.jspecify.annotations.NullMarked;

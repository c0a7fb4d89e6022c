/**
 * What became of every event: deliveries, attempts, and live word of their changes. Reads only;
 * refuses to move a delivery.
 */
@NullMarked
package dev.postern.outbound.ledger;

import org.jspecify.annotations.NullMarked;

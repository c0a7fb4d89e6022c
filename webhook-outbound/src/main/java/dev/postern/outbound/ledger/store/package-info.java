/** Reads events, deliveries and attempts. Refuses to write them. */
@NullMarked
package dev.postern.outbound.ledger.store;

import org.jspecify.annotations.NullMarked;

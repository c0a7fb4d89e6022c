/**
 * The queue of what is to be sent: who may send which delivery until when, and what waits for an
 * endpoint that is not sent to. It refuses to send and to judge outcomes. Due times and leases are
 * the database's clock, so that nodes need not agree about theirs.
 */
@NullMarked
package dev.postern.outbound.claim;

import org.jspecify.annotations.NullMarked;

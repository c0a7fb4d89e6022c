/**
 * Turns what attempts came to into rows: the queue, the ledger, the endpoint's health, all of a
 * batch in one transaction. A result whose lease was lost is dropped. It refuses to send, and to
 * decide anything that the pure rooms decide.
 */
@NullMarked
package dev.postern.outbound.settle;

import org.jspecify.annotations.NullMarked;

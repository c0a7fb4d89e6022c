/**
 * What the attempts at an endpoint come to: how many, how they end, how long they take. Counts in
 * memory and writes sums; a node that dies takes the last seconds of its counts with it, never a
 * row of the ledger. Refuses to judge an endpoint: that is health's part.
 */
@NullMarked
package dev.postern.outbound.stats;

import org.jspecify.annotations.NullMarked;

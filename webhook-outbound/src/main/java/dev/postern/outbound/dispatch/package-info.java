/**
 * The engine: claims what is due, sends it from virtual threads with no transaction open, and hands
 * the results over to be settled in batches. It orchestrates and decides nothing itself; what it
 * does not settle returns by the end of its lease.
 */
@NullMarked
package dev.postern.outbound.dispatch;

import org.jspecify.annotations.NullMarked;

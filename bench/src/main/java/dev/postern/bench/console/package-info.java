/**
 * How the console does over a full ledger: in a browser, in the heap, and statement by statement.
 */
package dev.postern.bench.console;

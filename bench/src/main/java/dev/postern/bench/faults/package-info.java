/**
 * The fault matrix: nodes in processes of their own over a durable PostgreSQL, faults on purpose,
 * and a publisher and a receiver outside of both that remember what was promised and what came. It
 * judges by what they saw and by what the ledger says in the end; it knows nothing of the code.
 */
package dev.postern.bench.faults;

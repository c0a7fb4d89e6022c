/**
 * Request rates that all nodes share: counted in memory, told to the others through the database
 * once a second. Refuses to cost a request a query, to grow without bounds, and to refuse requests
 * because the store is away: then each node limits by what it sees itself.
 */
@NullMarked
package dev.postern.ingest.rate;

import org.jspecify.annotations.NullMarked;

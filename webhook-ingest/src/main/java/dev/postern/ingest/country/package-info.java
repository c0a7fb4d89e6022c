/**
 * Which country an address belongs to, by a MaxMind-format database that the operator supplies.
 * Refuses to guess: without a database, or an entry in it, a country is unknown.
 */
@NullMarked
package dev.postern.ingest.country;

import org.jspecify.annotations.NullMarked;

/**
 * Takes verified webhooks into the database, each event once. Refuses to know HTTP; knows no more
 * of the outside than a batch of values.
 */
@NullMarked
package dev.postern.ingest.store;

import org.jspecify.annotations.NullMarked;

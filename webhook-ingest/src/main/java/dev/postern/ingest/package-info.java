/**
 * The door of the inbound half: sources, received webhooks, refusals and their live feed, as values
 * and interfaces. Providers post, Postern verifies, deduplicates, commits, answers and hands over;
 * how, is the business of the rooms behind this one. It refuses to do anything itself.
 */
@NullMarked
package dev.postern.ingest;

import org.jspecify.annotations.NullMarked;

/**
 * Typed identifiers: a prefix for people, a UUIDv7 for the database. Refuses raw strings past the
 * edge.
 */
@NullMarked
package dev.postern.core.id;

import org.jspecify.annotations.NullMarked;

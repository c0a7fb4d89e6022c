/**
 * What a tenant says of its event types: words for people, a JSON Schema for {@code data}, an
 * example. A type that nobody registered may be published all the same. Refuses to know whom an
 * event goes to.
 */
@NullMarked
package dev.postern.outbound.eventtype;

import org.jspecify.annotations.NullMarked;

package dev.postern.core.signature.scheme;

import org.jspecify.annotations.Nullable;

/**
 * Where a signed timestamp stands and how it is written.
 *
 * @param place the name of its own field, or the JSON Pointer to it in the body; null when the
 *     signature field carries it
 */
record Stamp(@Nullable String place, StampUnit unit) {}

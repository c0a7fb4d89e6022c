package dev.postern.core.signature.scheme;

import org.jspecify.annotations.Nullable;

/**
 * Where a signed timestamp stands and how it is written.
 *
 * @param header its own field, or null when the signature field carries it
 */
record Stamp(@Nullable String header, StampUnit unit) {}

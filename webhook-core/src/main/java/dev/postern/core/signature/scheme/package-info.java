/**
 * The machinery that providers are described with: where signatures stand, what is signed, how it
 * is proven, when a timestamp is too old, where the event's name is. It refuses to know any
 * provider; those are one class each next door. Internal to {@code signature}.
 */
@NullMarked
package dev.postern.core.signature.scheme;

import org.jspecify.annotations.NullMarked;

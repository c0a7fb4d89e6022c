/**
 * The one JSON mapper: snake_case, RFC 3339 with milliseconds, unknown fields refused, limits
 * explicit.
 */
@NullMarked
package dev.postern.core.json;

import org.jspecify.annotations.NullMarked;

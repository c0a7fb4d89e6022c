/** The rows of {@code idempotency_key}. */
@NullMarked
package dev.postern.core.idempotency.store;

import org.jspecify.annotations.NullMarked;

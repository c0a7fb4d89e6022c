package dev.postern.core.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody wants made.
 *
 * @param expiresAt the first instant at which it no longer counts; null: never
 */
public record NewApiKey(String name, KeyReach reach, @Nullable Instant expiresAt) {}

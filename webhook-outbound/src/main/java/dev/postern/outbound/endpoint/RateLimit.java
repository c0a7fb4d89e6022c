package dev.postern.outbound.endpoint;

import java.time.Duration;

/** A token bucket: {@code requests} in every {@code period}, and as many at once after a rest. */
public record RateLimit(int requests, Duration period) {}

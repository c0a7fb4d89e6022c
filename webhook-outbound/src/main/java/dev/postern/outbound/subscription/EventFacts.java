package dev.postern.outbound.subscription;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a route and its filter may look at.
 *
 * @param data the event's data as CEL values; asked for only by a filter that is reached
 */
public record EventFacts(String type, @Nullable String channel, Supplier<Object> data) {}

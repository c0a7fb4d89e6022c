package dev.postern.outbound.subscription;

import dev.postern.core.id.EndpointId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people edit of a subscription. Immutable.
 *
 * @param eventTypes full types, {@code invoice.*} (any depth below) or {@code *}; at least one
 * @param channels empty: events of every channel and of none; else only of these
 * @param filter a CEL expression over {@code type}, {@code data}, {@code channel}
 * @param transformation a CEL expression over the same, whose value takes the place of {@code
 *     data}; null: none
 */
public record SubscriptionSettings(
    EndpointId endpoint,
    List<String> eventTypes,
    List<String> channels,
    @Nullable String filter,
    @Nullable String transformation,
    boolean enabled) {

  public SubscriptionSettings {
    eventTypes = List.copyOf(eventTypes);
    channels = List.copyOf(channels);
  }

  /** Every event of these types. */
  public static SubscriptionSettings to(EndpointId endpoint, String... eventTypes) {
    return new SubscriptionSettings(endpoint, List.of(eventTypes), List.of(), null, null, true);
  }
}

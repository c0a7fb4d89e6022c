package dev.postern.outbound.subscription;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import java.util.List;
import java.util.Set;

/** An enabled subscription, ready to be asked about events. Immutable and thread-safe. */
public final class Route {
  private final SubscriptionId subscription;
  private final EndpointId endpoint;
  private final List<EventTypePattern> types;
  private final Set<String> channels;
  private final Filter filter;

  interface Filter {
    FilterVerdict judge(EventFacts event, FilterAllowance allowance);
  }

  Route(Subscription of, Filter filter) {
    this.subscription = of.id();
    this.endpoint = of.settings().endpoint();
    this.types =
        of.settings().eventTypes().stream()
            .map(pattern -> EventTypePattern.parse(pattern).orElseThrow())
            .toList();
    this.channels = Set.copyOf(of.settings().channels());
    this.filter = filter;
  }

  public SubscriptionId subscription() {
    return subscription;
  }

  public EndpointId endpoint() {
    return endpoint;
  }

  /** By type and channel: whether the ledger speaks of this subscription for the event. */
  public boolean matches(EventFacts event) {
    return (channels.isEmpty() || (event.channel() != null && channels.contains(event.channel())))
        && types.stream().anyMatch(pattern -> pattern.matches(event.type()));
  }

  /** Whether the type is asked for more closely than by {@code *}. */
  public boolean names(String type) {
    return types.stream()
        .anyMatch(pattern -> !(pattern instanceof EventTypePattern.All) && pattern.matches(type));
  }

  /**
   * For an event that matches.
   *
   * @param allowance of the publish that it is a part of
   */
  public FilterVerdict filter(EventFacts event, FilterAllowance allowance) {
    return filter.judge(event, allowance);
  }
}

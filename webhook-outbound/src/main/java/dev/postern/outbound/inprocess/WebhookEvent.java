package dev.postern.outbound.inprocess;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and that subscribers shall hear of. An application's own domain event
 * implements it, and is published by {@link Webhooks#publish} or simply fired as a CDI event:
 *
 * <pre>{@code
 * record OrderPlaced(String tenant, Order order) implements WebhookEvent {
 *   public String type() { return "order.placed"; }
 *   public Object data() { return order; }
 * }
 *
 * @Inject Event<OrderPlaced> placed;
 *
 * @Transactional void place(Order order) {
 *   entities.persist(order);
 *   placed.fire(new OrderPlaced("acme", order));   // committed with the order, or not at all
 * }
 * }</pre>
 */
public interface WebhookEvent {
  /** Whose event it is: the tenant's id or slug. */
  String tenant();

  /** Dot-separated words of {@code [A-Za-z0-9_]+}, at most 256 characters. */
  String type();

  /**
   * What is told: records, maps, lists, text, numbers, or a JSON tree, written in {@code
   * snake_case}. What has no form in JSON is an {@link UnwritableEventException}.
   */
  Object data();

  /** Your own id, at most 128 characters: the same one is the same event. Null: none. */
  default @Nullable String id() {
    return null;
  }

  /** When it happened; null: now. */
  default @Nullable Instant timestamp() {
    return null;
  }

  /** Reaches only subscriptions that name it or name none. */
  default @Nullable String channel() {
    return null;
  }

  /** Events of one key keep their order at endpoints that ask for it. */
  default @Nullable String orderingKey() {
    return null;
  }
}

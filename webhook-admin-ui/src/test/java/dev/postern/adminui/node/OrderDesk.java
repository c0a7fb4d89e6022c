package dev.postern.adminui.node;

import dev.postern.outbound.inprocess.WebhookEvent;
import dev.postern.outbound.inprocess.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** What an application would write: orders that are placed, and told, or neither. */
@ApplicationScoped
public class OrderDesk {
  @Inject private Event<OrderPlaced> placed;
  @Inject private Webhooks webhooks;

  /** A domain event. */
  public record OrderPlaced(String tenant, Object order) implements WebhookEvent {
    @Override
    public String type() {
      return "order.placed";
    }

    @Override
    public Object data() {
      return order;
    }
  }

  /** An order. */
  public record Order(int id, List<String> lines) {}

  @Transactional
  public void place(String tenant, Object order) {
    placed.fire(new OrderPlaced(tenant, order));
  }

  @Transactional
  public void placeInVain(String tenant, Order order) {
    placed.fire(new OrderPlaced(tenant, order));
    webhooks.publish(new OrderPlaced(tenant, order));
    throw new IllegalStateException("out of stock");
  }
}

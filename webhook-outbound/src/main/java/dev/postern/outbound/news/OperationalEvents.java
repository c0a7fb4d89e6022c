package dev.postern.outbound.news;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.Service;
import dev.postern.core.json.Json;
import dev.postern.outbound.publish.EventDraft;
import dev.postern.outbound.publish.JsonText;
import dev.postern.outbound.publish.Publisher;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes what became of an endpoint to the tenant's own subscriptions that ask for it by name
 * ({@code endpoint.suspended}, {@code endpoint.*}), never to that endpoint itself.
 */
@Service
public class OperationalEvents {
  private final Publisher publisher;

  @Inject
  public OperationalEvents(Publisher publisher) {
    this.publisher = publisher;
  }

  /** Joins the caller's transaction. */
  void of(HealthNews news) {
    types(news)
        .forEach(type ->
            publisher.announce(
                news.tenant(),
                new EventDraft(null, type, JsonText.of(data(news)), null, null, null),
                news.endpoint()));
  }

  private static List<String> types(HealthNews news) {
    List<String> types = new ArrayList<>();
    if (news.warns()) {
      types.add("endpoint.failing");
    }
    if (news.suspended()) {
      types.add("endpoint.suspended");
    }
    if (news.gone()) {
      types.add("endpoint.disabled");
    }
    if (news.resumed()) {
      types.add("endpoint.resumed");
    }
    return types;
  }

  private static ObjectNode data(HealthNews news) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("endpoint_id", news.endpoint().toString());
    data.put("url", news.url());
    data.put("status", news.now().status().name().toLowerCase(java.util.Locale.ROOT));
    data.put("reason", news.now().reason());
    data.put("consecutive_failures", news.now().consecutiveFailures());
    data.put(
        "suspended_at",
        news.now().suspendedAt() == null ? null : Json.timestamp(news.now().suspendedAt()));
    return data;
  }
}

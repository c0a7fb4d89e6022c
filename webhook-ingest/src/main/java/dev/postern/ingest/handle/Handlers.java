package dev.postern.ingest.handle;

import dev.postern.core.Service;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All handlers of this node, in the order of their names. Immutable and thread-safe. */
@Service
public class Handlers {
  private final List<WebhookHandler> all;

  @Inject
  Handlers(HandlerDiscovery discovery, BeanManager beans) {
    this(discovery.handlers(beans));
  }

  public Handlers(List<WebhookHandler> all) {
    this.all = List.copyOf(all);
  }

  /** Those that want such a webhook. */
  public List<WebhookHandler> wanting(String provider, @Nullable String type) {
    return all.stream().filter(handler -> handler.interest().covers(provider, type)).toList();
  }
}

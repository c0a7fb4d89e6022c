package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.handover.EventSink;
import dev.postern.ingest.config.IngestConfig;
import dev.postern.ingest.handle.Handlers;
import dev.postern.ingest.handle.IncomingWebhook;
import dev.postern.ingest.handle.WebhookHandler;
import dev.postern.ingest.source.LiveSource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who gets a webhook: the tenant's subscribers where its source says so, and handlers. */
@Service
public class Recipients {
  static final String PUBLISH = "publish";

  private final EventSink sink;
  private final Handlers handlers;
  private final Duration limit;

  @Inject
  public Recipients(EventSink sink, Handlers handlers, IngestConfig config) {
    this.sink = sink;
    this.handlers = handlers;
    this.limit = config.handover().handlerLimit();
  }

  /** Whether anybody waits for such a webhook. */
  public boolean wait(LiveSource source, @Nullable String eventType) {
    return source.settings().forward().publish()
        || !handlers.wanting(source.scheme().provider(), eventType).isEmpty();
  }

  List<Recipient> of(Cargo cargo) {
    List<Recipient> all = new ArrayList<>();
    if (cargo.forward().publish()) {
      all.add(
          new Recipient(
              PUBLISH,
              limit,
              true,
              (claimed, what) -> sink.accept(claimed.tenant(), EventMaker.event(what))));
    }
    handlers
        .wanting(cargo.provider(), cargo.eventType())
        .forEach(handler -> all.add(recipient(handler)));
    return all;
  }

  private Recipient recipient(WebhookHandler handler) {
    return new Recipient(
        handler.name(),
        handler.limit() == null ? limit : handler.limit(),
        handler.transactional(),
        (claimed, cargo) -> handler.work().handle(webhook(claimed, cargo, handler.name())));
  }

  private static IncomingWebhook webhook(Claimed claimed, Cargo cargo, String handler) {
    return new IncomingWebhook(
        cargo.id(),
        new IncomingWebhook.Origin(claimed.tenant(), claimed.source(), cargo.provider()),
        cargo.eventId(),
        cargo.eventType(),
        cargo.receivedAt(),
        cargo.headers(),
        cargo.body(),
        claimed.attempt(),
        handler);
  }
}

package dev.postern.outbound.news;

import dev.postern.core.Service;
import dev.postern.core.audit.Acting;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.StatusGate;
import jakarta.inject.Inject;
import java.util.List;

/** Tells what is untold, endpoint by endpoint. Any node may do it, at any time. Thread-safe. */
@Service
public class EndpointNews {
  private static final System.Logger LOG = System.getLogger(EndpointNews.class.getName());

  private final NewsStore store;
  private final NoticesOfHealth notices;
  private final OperationalEvents events;
  private final StatusGate gate;
  private final Transactions transactions;

  @Inject
  public EndpointNews(
      NewsStore store,
      NoticesOfHealth notices,
      OperationalEvents events,
      StatusGate gate,
      Transactions transactions) {
    this.store = store;
    this.notices = notices;
    this.events = events;
    this.gate = gate;
    this.transactions = transactions;
  }

  /** One endpoint that cannot be told of does not keep the others back. */
  public void tell() {
    for (NewsStore.Untold untold : store.untold()) {
      try {
        Acting.machine("guard", () -> transactions.required(() -> tell(untold)));
      } catch (RuntimeException e) {
        LOG.log(
            System.Logger.Level.WARNING, "endpoint_news_failed endpoint=" + untold.endpoint(), e);
      }
    }
  }

  /** Ends what goes on at endpoints that are not there any more: nobody else can. */
  public void endOfLeftOver() {
    notices
        .leftOver(store::disabled)
        .forEach(notice ->
            Acting.machine(
                "guard",
                () ->
                    transactions.required(() -> {
                      notices.end(notice);
                      return true;
                    })));
  }

  private boolean tell(NewsStore.Untold untold) {
    // As publishing does: the gate before any row of health.
    gate.publish(untold.tenant(), List.of(untold.endpoint()));
    return store
        .take(untold.endpoint())
        .map(news -> {
          notices.of(news);
          events.of(news);
          store.told(news);
          return true;
        })
        .orElse(false);
  }
}

package dev.postern.adminui.node;

import dev.postern.core.rest.ApiRequest;
import dev.postern.ingest.handle.HandlesWebhook;
import dev.postern.ingest.handle.IncomingWebhook;
import dev.postern.ingest.handle.Once;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What an application would write: it books an invoice once, and its first try fails late. */
@ApplicationScoped
public class BookingHandler {
  final AtomicInteger done = new AtomicInteger();
  final BlockingQueue<Booked> tries = new LinkedBlockingQueue<>();

  @Inject private Once once;
  @Inject private ApiRequest anything;

  record Booked(String eventId, int attempt, boolean requestScoped) {}

  @HandlesWebhook(provider = "stripe", type = "invoice.*")
  public void paid(IncomingWebhook webhook) {
    once.run(webhook, done::incrementAndGet);
    if (webhook.attempt() == 1) {
      throw new IllegalStateException("the ledger is closed for a moment");
    }
    // A request-scoped bean is there; what belongs to an API call is not in it.
    boolean scoped = anything.toString() != null;
    tries.add(new Booked(webhook.eventId(), webhook.attempt(), scoped));
  }
}

package dev.postern.adminui.node;

import dev.postern.core.rest.ApiRequest;
import dev.postern.ingest.handle.HandlesWebhook;
import dev.postern.ingest.handle.IncomingWebhook;
import dev.postern.ingest.handle.Once;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What an application would write: it books an invoice once, and its first try fails late. */
@ApplicationScoped
public class BookingHandler {
  private final AtomicInteger done = new AtomicInteger();
  private final BlockingQueue<Booked> tries = new LinkedBlockingQueue<>();

  @Inject private Once once;
  @Inject private ApiRequest anything;

  /** One try that came through. */
  public record Booked(String eventId, int attempt, boolean requestScoped) {}

  /** How often the work ran, counting what was rolled back. */
  public int done() {
    return done.get();
  }

  public @Nullable Booked next() throws InterruptedException {
    return tries.poll(20, TimeUnit.SECONDS);
  }

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

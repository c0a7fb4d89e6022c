package dev.postern.ingest.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.signature.HeaderFields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** In a real CDI container. */
class HandlerDiscoveryTest {
  static final List<String> CALLS = new CopyOnWriteArrayList<>();

  @Test
  void finds_the_annotated_methods_of_beans_and_calls_them_through_the_container()
      throws Exception {
    CALLS.clear();
    try (WeldContainer container = start(Booking.class, Visit.class)) {
      List<WebhookHandler> found = handlers(container);

      assertThat(found)
          .extracting(WebhookHandler::name)
          .containsExactly("Booking.any", "Booking.paid");
      WebhookHandler any = found.getFirst();
      WebhookHandler paid = found.getLast();
      assertThat(any.transactional()).isFalse();
      assertThat(any.limit()).isEqualTo(Duration.ofSeconds(5));
      assertThat(paid.transactional()).isTrue();
      assertThat(paid.limit()).isNull();
      assertThat(paid.interest())
          .isEqualTo(
              new WebhookHandler.Interest("stripe", List.of("invoice.*", "charge.succeeded")));

      paid.work().handle(webhook("invoice.paid"));
      paid.work().handle(webhook("charge.succeeded"));
      assertThat(CALLS).containsExactly("invoice.paid 1", "charge.succeeded 1");
      assertThatThrownBy(() -> any.work().handle(webhook("x")))
          .isInstanceOf(IOException.class)
          .hasMessage("its own exception");
    }
  }

  @Test
  void a_method_of_another_shape_stops_the_start() {
    assertThatThrownBy(() -> start(Wrong.class))
        .hasStackTraceContaining("take one IncomingWebhook");
  }

  @Test
  void two_handlers_of_one_name_stop_the_start() {
    assertThatThrownBy(() -> start(One.class, Two.class))
        .hasStackTraceContaining("Two handlers of webhooks are named same.");
  }

  @Test
  void interests_match_providers_exactly_and_types_by_their_beginning() {
    WebhookHandler.Interest stripe =
        new WebhookHandler.Interest("stripe", List.of("invoice.*", "charge.refunded"));
    assertThat(stripe.covers("stripe", "invoice.paid.late")).isTrue();
    assertThat(stripe.covers("stripe", "charge.refunded")).isTrue();
    assertThat(stripe.covers("stripe", "invoices.paid")).isFalse();
    assertThat(stripe.covers("stripe", "invoice")).isFalse();
    assertThat(stripe.covers("stripe", null)).isFalse();
    assertThat(stripe.covers("github", "invoice.paid")).isFalse();
    WebhookHandler.Interest all = new WebhookHandler.Interest("*", List.of("*"));
    assertThat(all.covers("github", null)).isTrue();
  }

  private static WeldContainer start(Class<?>... beans) {
    return new Weld()
        .disableDiscovery()
        .addExtension(new HandlerDiscovery())
        .addBeanClasses(beans)
        .initialize();
  }

  private static List<WebhookHandler> handlers(WeldContainer container) {
    BeanManager beans = container.getBeanManager();
    return beans.getExtension(HandlerDiscovery.class).handlers(beans);
  }

  private static IncomingWebhook webhook(String type) {
    return new IncomingWebhook(
        new ReceivedId(new UUID(1, 1)),
        new IncomingWebhook.Origin(
            new TenantId(new UUID(2, 2)), new SourceId(new UUID(3, 3)), "stripe"),
        "e1",
        type,
        Instant.EPOCH,
        HeaderFields.of(),
        new byte[0],
        1,
        "paid");
  }

  /** Each call must find a fresh one. */
  @RequestScoped
  static class Visit {
    private int calls;

    int next() {
      return ++calls;
    }
  }

  @ApplicationScoped
  static class Booking {
    @Inject Visit visit;

    @HandlesWebhook(
        provider = "stripe",
        type = {"invoice.*", "charge.succeeded"})
    public void paid(IncomingWebhook webhook) {
      CALLS.add(webhook.eventType() + " " + visit.next());
    }

    @HandlesWebhook(provider = "*", transactional = false, timeoutSeconds = 5)
    public void any(IncomingWebhook webhook) throws IOException {
      throw new IOException("its own exception");
    }
  }

  @Dependent
  static class Wrong {
    @HandlesWebhook(provider = "stripe")
    public String answer(IncomingWebhook webhook) {
      return webhook.eventId();
    }
  }

  @Dependent
  static class One {
    @HandlesWebhook(provider = "stripe", name = "same")
    public void one(IncomingWebhook webhook) {
      CALLS.add("one");
    }
  }

  @Dependent
  static class Two {
    @HandlesWebhook(provider = "stripe", name = "same")
    public void two(IncomingWebhook webhook) {
      CALLS.add("two");
    }
  }
}

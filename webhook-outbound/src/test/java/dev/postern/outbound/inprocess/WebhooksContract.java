package dev.postern.outbound.inprocess;

import static dev.postern.outbound.OutboundTables.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.publish.Publication;
import dev.postern.outbound.publish.TestPublisher;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an application in the same server can rely on, over each database. */
abstract class WebhooksContract {
  private OutboundTables tables;
  private Webhooks webhooks;

  abstract OutboundTables open();

  private record Line(String sku, BigDecimal unitPrice) {}

  private record Order(long id, Instant placedAt, List<Line> lines) {}

  private record Told(String type, Object data, @Nullable String id) implements WebhookEvent {
    @Override
    public String tenant() {
      return "acme";
    }
  }

  @BeforeEach
  void openTables() {
    tables = open();
    TestSubscriptions subscriptions = new TestSubscriptions(tables);
    webhooks =
        new Webhooks(
            TestPublisher.over(tables, subscriptions.routes, new DeliveryFeed()),
            slug -> slug.equals("acme") ? Optional.of(ACME) : Optional.empty());
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void an_event_is_rolled_back_with_the_transaction_it_was_published_in() {
    assertThatThrownBy(() ->
            tables
                .database
                .transactions()
                .run(() -> {
                  webhooks.fired(new Told("order.placed", Map.of(), null));
                  throw new IllegalStateException("the order was not placed after all");
                }))
        .hasMessage("the order was not placed after all");
    assertThat(events()).isZero();

    tables.database.transactions().run(() -> webhooks.fired(new Told("order.placed", 1, null)));
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void an_object_is_written_as_the_contract_writes_json() {
    Publication made =
        webhooks.publish(
            new Told(
                "order.placed",
                new Order(
                    7,
                    Instant.parse("2026-11-22T10:00:00Z"),
                    List.of(new Line("a", new BigDecimal("1.10")))),
                "order-7"));
    assertThat(made).isInstanceOf(Publication.Accepted.class);
    assertThat(payload())
        .contains(
            "\"data\":{\"id\":7,\"placed_at\":\"2026-11-22T10:00:00.000Z\","
                + "\"lines\":[{\"sku\":\"a\",\"unit_price\":1.10}]}");
    assertThat(webhooks.publish(new Told("order.placed", 1, "order-7")))
        .isInstanceOf(Publication.Duplicate.class);
  }

  @Test
  void what_has_no_form_in_json_is_refused_and_never_becomes_its_to_string() {
    assertUnwritable(new Object(), "No serializer found");
    Map<Object, Object> odd = new LinkedHashMap<>();
    odd.put(new Line("a", BigDecimal.ONE), 1);
    assertUnwritable(Map.of("lines", odd), "has no form in JSON");
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    assertUnwritable(endless, "cannot be written as JSON");
    assertThat(events()).isZero();
  }

  @Test
  void what_is_no_event_of_the_contract_is_thrown_at_the_publisher() {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> webhooks.publish(new Told("order placed", 1, null)));
    assertThat(refused.problem().code()).isEqualTo("invalid_event_type");
  }

  private void assertUnwritable(Object data, String words) {
    assertThatThrownBy(() -> webhooks.publish(new Told("order.placed", data, null)))
        .isInstanceOf(UnwritableEventException.class)
        .hasMessageContaining("order.placed")
        .hasMessageContaining(words);
  }

  private long events() {
    return tables.count("select count(*) from event");
  }

  private String payload() {
    return tables
        .database
        .database()
        .queryOne(
            "select payload from event",
            row -> new String(row.bytes("payload"), StandardCharsets.UTF_8))
        .orElseThrow();
  }

  static final class H2Test extends WebhooksContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends WebhooksContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}

package dev.postern.outbound.endpoint;

import static dev.postern.outbound.OutboundTables.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.subscription.SubscriptionSettings;
import dev.postern.outbound.subscription.Subscriptions;
import dev.postern.outbound.subscription.TestSubscriptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What JPA writes is sent while the transaction's work lasts, under its limits, and not kept for
 * the commit, which a database that says nothing would hold up for ever.
 */
abstract class WrittenAtOnceContract {
  private OutboundTables tables;
  private Subscriptions subscriptions;
  private Endpoints endpoints;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    subscriptions = new TestSubscriptions(tables).door;
    endpoints = TestEndpoints.over(tables, subscriptions);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void an_endpoint_is() {
    tables
        .database
        .transactions()
        .run(() -> {
          EndpointId id = endpoint();
          assertThat(tables.count("select count(*) from endpoint where id = ?", id)).isOne();

          EndpointSettings moved = EndpointSettings.at("https://moved.example/");
          assertThat(endpoints.update(ACME, id, before -> moved)).isNotNull();
          assertThat(
                  tables.count(
                      "select count(*) from endpoint where id = ? and url = ?", id, moved.url()))
              .isOne();
        });
  }

  @Test
  void a_subscription_is() {
    EndpointId endpoint = endpoint();
    tables
        .database
        .transactions()
        .run(() -> {
          SubscriptionId id =
              subscriptions.create(ACME, SubscriptionSettings.to(endpoint, "a.b")).id();
          assertThat(tables.count("select count(*) from subscription where id = ?", id)).isOne();

          SubscriptionSettings all = SubscriptionSettings.to(endpoint, "*");
          assertThat(subscriptions.update(ACME, id, before -> all)).isNotNull();
          assertThat(
                  tables.count(
                      "select count(*) from subscription where id = ? and event_types like ?",
                      id,
                      "%*%"))
              .isOne();
        });
  }

  private EndpointId endpoint() {
    return endpoints
        .create(ACME, EndpointSettings.at("https://receiver.example/"), null)
        .endpoint()
        .id();
  }

  static final class H2Test extends WrittenAtOnceContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends WrittenAtOnceContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}

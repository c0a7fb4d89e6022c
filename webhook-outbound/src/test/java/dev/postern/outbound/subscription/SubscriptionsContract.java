package dev.postern.outbound.subscription;

import static dev.postern.outbound.OutboundTables.ACME;
import static dev.postern.outbound.OutboundTables.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.core.id.EndpointId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.TestEndpoints;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for subscriptions, and what may be one. */
abstract class SubscriptionsContract {
  private OutboundTables tables;
  private TestSubscriptions subscriptions;
  private Subscriptions door;
  private EndpointId endpoint;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    subscriptions = new TestSubscriptions(tables);
    door = subscriptions.door;
    endpoint =
        TestEndpoints.over(tables, door)
            .create(ACME, EndpointSettings.at("https://receiver.example/"), null)
            .endpoint()
            .id();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void what_was_made_is_found_by_its_tenant_only() {
    SubscriptionSettings settings =
        new SubscriptionSettings(
            endpoint, List.of("a.*", "b"), List.of("eu", "us"), "data.x == 1", null, false);
    Subscription made = door.create(ACME, settings);

    assertThat(door.find(ACME, made.id())).contains(made);
    assertThat(made.settings()).isEqualTo(settings);
    assertThat(door.find(OTHER, made.id())).isEmpty();
    assertThat(door.ofEndpoint(ACME, endpoint)).containsExactly(made);
  }

  @Test
  void pages_walk_newest_first() {
    Subscription first = door.create(ACME, SubscriptionSettings.to(endpoint, "a"));
    Subscription second = door.create(ACME, SubscriptionSettings.to(endpoint, "b"));

    Page<Subscription> page = door.list(ACME, PageRequest.first(1));
    assertThat(page.data()).containsExactly(second);
    assertThat(door.list(ACME, PageRequest.of("1", page.nextCursor())).data())
        .containsExactly(first);
    assertThat(door.list(OTHER, PageRequest.first(1)).data()).isEmpty();
  }

  @Test
  void routes_follow_changes_of_this_node_at_once() {
    Subscription made = door.create(ACME, SubscriptionSettings.to(endpoint, "a"));
    assertThat(subscriptions.routes(ACME)).hasSize(1);

    door.update(ACME, made.id(), before -> disabled(before));
    assertThat(subscriptions.routes(ACME)).isEmpty();
  }

  @Test
  void deleting_one_ends_its_deliveries() {
    Subscription made = door.create(ACME, SubscriptionSettings.to(endpoint, "a"));

    door.delete(ACME, made.id());
    assertThat(door.find(ACME, made.id())).isEmpty();
    assertThat(tables.control.calls).containsExactly("ended " + made.id(), "deleted " + made.id());
    assertThat(problem(() -> door.delete(ACME, made.id())).status()).isEqualTo(404);
  }

  @Test
  void an_endpoint_of_another_tenant_is_unknown() {
    SubscriptionSettings settings = SubscriptionSettings.to(endpoint, "a");
    refused(() -> door.create(OTHER, settings), "unknown_endpoint", "/endpoint_id");
    refused(
        () -> door.create(ACME, SubscriptionSettings.to(new EndpointId(new UUID(1, 1)), "a")),
        "unknown_endpoint",
        "/endpoint_id");
  }

  @Test
  void what_is_wrong_is_named_by_code_and_pointer() {
    refused(create(List.of(), null, null), "invalid_value", "/event_types");
    refused(create(List.of("a", "b c"), null, null), "invalid_event_type", "/event_types/1");
    refused(create(List.of("a", "a"), null, null), "invalid_value", "/event_types");
    refused(create(Collections.nCopies(101, "a"), null, null), "invalid_value", "/event_types");
    refused(create(List.of("a"), "data.x ==", null), "invalid_filter", "/filter");
    refused(create(List.of("a"), "x".repeat(4001), null), "invalid_value", "/filter");
    refused(create(List.of("a"), null, "{data"), "invalid_transformation", "/transformation");
    refused(
        () ->
            door.create(
                ACME,
                new SubscriptionSettings(
                    endpoint, List.of("a"), List.of("a\u0000b"), null, null, true)),
        "invalid_value",
        "/channels/0");
  }

  private ThrowingCallable create(
      List<String> types, @Nullable String filter, @Nullable String transformation) {
    return () ->
        door.create(
            ACME,
            new SubscriptionSettings(endpoint, types, List.of(), filter, transformation, true));
  }

  private static void refused(ThrowingCallable call, String code, String pointer) {
    Problem problem = problem(call);
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.errors()).extracting(FieldError::pointer).contains(pointer);
  }

  private static Problem problem(ThrowingCallable call) {
    return catchThrowableOfType(ProblemException.class, call).problem();
  }

  private static SubscriptionSettings disabled(SubscriptionSettings before) {
    return new SubscriptionSettings(
        before.endpoint(),
        before.eventTypes(),
        before.channels(),
        before.filter(),
        before.transformation(),
        false);
  }

  static final class H2Test extends SubscriptionsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends SubscriptionsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}

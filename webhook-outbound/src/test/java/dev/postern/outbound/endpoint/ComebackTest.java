package dev.postern.outbound.endpoint;

import static dev.postern.outbound.OutboundTables.ACME;
import static dev.postern.outbound.OutboundTables.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.id.AttemptId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.Backlog;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptOutcome;
import dev.postern.outbound.ledger.AttemptTimings;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComebackTest {
  private final List<String> probes = new ArrayList<>();
  private AttemptOutcome answer = AttemptOutcome.DELIVERED;
  private OutboundTables tables;
  private Comeback comeback;
  private EndpointId endpoint;

  @BeforeEach
  void open() {
    tables = OutboundTables.h2();
    Endpoints endpoints = TestEndpoints.over(tables, new TestSubscriptions(tables).door);
    endpoint =
        endpoints.create(ACME, EndpointSettings.at("https://a.example/"), null).endpoint().id();
    comeback =
        new Comeback(
            endpoints,
            (tenant, id, type) -> {
              probes.add(type + " " + id);
              return attempt();
            });
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void an_endpoint_that_accepts_the_probe_comes_back() {
    comeback.enable(ACME, endpoint, Backlog.SKIP);

    assertThat(probes).containsExactly("ping " + endpoint);
    assertThat(tables.control.calls)
        .containsExactly("skipped " + endpoint, "enabled " + endpoint + " SKIP");
  }

  @Test
  void one_that_does_not_stays_as_it_is_and_the_reason_is_told() {
    answer = AttemptOutcome.HTTP_ERROR;

    assertThatThrownBy(() -> comeback.enable(ACME, endpoint, Backlog.DELIVER))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(409);
              assertThat(refused.problem().code()).isEqualTo("probe_failed");
              assertThat(refused.problem().detail()).endsWith("The endpoint answered 503.");
            });
    assertThat(tables.control.calls).isEmpty();
  }

  @Test
  void another_tenants_endpoint_is_not_even_probed() {
    assertThatThrownBy(() -> comeback.enable(OTHER, endpoint, Backlog.DELIVER))
        .hasMessageStartingWith("not_found");
    assertThat(probes).isEmpty();
  }

  private Attempt attempt() {
    return new Attempt(
        new AttemptId(new UUID(1, 1)),
        1,
        tables.now,
        new AttemptTimings(Duration.ofMillis(5), null, null, null, null),
        answer,
        new Attempt.Request(Map.of(), "{}"),
        null,
        answer == AttemptOutcome.DELIVERED ? null : "The endpoint answered 503.");
  }
}

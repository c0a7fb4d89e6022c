package dev.postern.adminui.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.PauseId;
import dev.postern.core.id.TenantId;
import dev.postern.core.pause.Pause;
import dev.postern.outbound.endpoint.Circuit;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.EndpointState;
import dev.postern.outbound.endpoint.EndpointStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetryWordsTest {
  private static final Instant NOW = Instant.parse("2026-05-03T14:00:00Z");
  private static final UUID ID = new UUID(0x0199_0000_0000_7000L, 1);
  private static final UUID ANOTHER = new UUID(0x0199_0000_0000_7000L, 2);

  @Test
  void what_nothing_stops_is_sent() {
    assertThat(RetryWords.queued(endpoint(EndpointStatus.ACTIVE), List.of()))
        .isEqualTo("It is sent again now.");
  }

  @Test
  void what_a_status_of_its_endpoint_holds_is_not_said_to_be_sent() {
    assertThat(RetryWords.queued(endpoint(EndpointStatus.SUSPENDED), List.of()))
        .isEqualTo(
            "It is queued and held: its endpoint is suspended. It goes out when that is"
                + " re-enabled.");
    assertThat(RetryWords.queued(endpoint(EndpointStatus.DISABLED), List.of()))
        .contains("its endpoint is disabled");
  }

  @Test
  void nor_what_a_pause_of_its_deliveries_holds() {
    assertThat(paused(Pause.Scope.TENANT, ID, true)).contains("of this tenant are paused");
    assertThat(paused(Pause.Scope.ENDPOINT, ID, true)).contains("its endpoint is paused");
    assertThat(paused(Pause.Scope.EVERYTHING, new UUID(0, 0), true)).contains("all deliveries");
  }

  @Test
  void a_pause_of_something_else_holds_nothing() {
    assertThat(paused(Pause.Scope.ENDPOINT, ANOTHER, true)).isEqualTo("It is sent again now.");
    assertThat(paused(Pause.Scope.SOURCE, ID, true)).isEqualTo("It is sent again now.");
    assertThat(paused(Pause.Scope.TENANT, ID, false)).isEqualTo("It is sent again now.");
  }

  private static String paused(Pause.Scope scope, UUID object, boolean deliveries) {
    return RetryWords.queued(
        endpoint(EndpointStatus.ACTIVE),
        List.of(
            new Pause(
                new PauseId(ID),
                null,
                scope,
                object,
                true,
                deliveries,
                "an incident",
                "ada",
                false,
                NOW)));
  }

  private static Endpoint endpoint(EndpointStatus status) {
    return new Endpoint(
        new EndpointId(ID),
        new TenantId(ID),
        EndpointSettings.at("https://example.com/"),
        new EndpointState(status, null, null, null, 0, Circuit.CLOSED, null),
        NOW,
        NOW);
  }
}

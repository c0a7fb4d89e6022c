package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.Lane;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.EndpointState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final TenantId OWNER = new TenantId(new UUID(2, 1));
  private static final EndpointId FIRST = new EndpointId(new UUID(3, 1));
  private static final EndpointId SECOND = new EndpointId(new UUID(3, 2));
  private static final EndpointId DELETED = new EndpointId(new UUID(3, 3));

  private final List<Set<EndpointId>> read = new ArrayList<>();
  private final Targets targets =
      new Targets(ids -> {
        read.add(ids);
        return ids.stream().filter(id -> !id.equals(DELETED)).map(TargetsTest::endpoint).toList();
      });

  @Test
  void the_endpoints_of_a_claim_are_read_together() {
    targets.ready(List.of(to(FIRST), to(SECOND), to(FIRST), to(DELETED)));

    assertThat(targets.find(OWNER, FIRST)).map(Endpoint::id).contains(FIRST);
    assertThat(targets.find(OWNER, SECOND)).map(Endpoint::id).contains(SECOND);
    assertThat(targets.find(OWNER, DELETED)).isEmpty();
    assertThat(read.getFirst()).containsExactlyInAnyOrder(FIRST, SECOND, DELETED);
  }

  @Test
  void an_endpoint_is_found_for_its_tenant_only() {
    assertThat(targets.find(new TenantId(new UUID(2, 2)), FIRST)).isEmpty();
    assertThat(targets.find(OWNER, FIRST)).isPresent();
  }

  private static Endpoint endpoint(EndpointId id) {
    return new Endpoint(
        id,
        OWNER,
        EndpointSettings.at("https://receiver.example/" + id),
        EndpointState.fresh(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static ClaimedDelivery to(EndpointId endpoint) {
    return new ClaimedDelivery(
        new DeliveryId(UUID.randomUUID()),
        OWNER,
        endpoint,
        new EventId(new UUID(4, 1)),
        Lane.FIRST_ATTEMPTS,
        new ClaimedDelivery.Attempts(0, 0),
        0,
        null,
        new UUID(5, 1),
        false);
  }
}

package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.Lane;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private static final int MOST = 4;

  private final InFlight inFlight = new InFlight(new Ahead(() -> 0));

  @Test
  void what_was_sent_makes_room_before_its_result_is_stored() {
    inFlight.add(List.of(delivery(1), delivery(2), delivery(3), delivery(4)));
    assertThat(inFlight.room(MOST)).isZero();

    inFlight.sent(List.of(delivery(1), delivery(2)));

    assertThat(inFlight.room(MOST)).isEqualTo(2);
    assertThat(inFlight.total()).isEqualTo(4);
  }

  @Test
  void with_the_store_away_no_more_than_twice_as_many_are_leased() {
    for (long i = 0; i < 2 * MOST; i++) {
      assertThat(inFlight.room(MOST)).as("before %d", i).isPositive();
      inFlight.add(List.of(delivery(i)));
      inFlight.sent(List.of(delivery(i)));
    }

    assertThat(inFlight.room(MOST)).isZero();
  }

  @Test
  void what_was_sent_is_not_under_way_at_its_endpoint_and_tenant_any_more() {
    inFlight.add(List.of(delivery(1), delivery(2)));
    EndpointId endpoint = delivery(1).endpoint();
    assertThat(inFlight.perEndpoint()).containsEntry(endpoint, 2);

    inFlight.sent(List.of(delivery(1)));
    inFlight.sent(List.of(delivery(1)));

    assertThat(inFlight.perEndpoint()).containsEntry(endpoint, 1);
    assertThat(inFlight.tenantsWith(1)).containsExactly(delivery(1).tenant());
    inFlight.removeAll(List.of(delivery(1)));
    assertThat(inFlight.perEndpoint()).as("counted once").containsEntry(endpoint, 1);
    inFlight.removeAll(List.of(delivery(2)));
    assertThat(inFlight.perEndpoint()).isEmpty();
    assertThat(inFlight.tenantsWith(1)).isEmpty();
  }

  @Test
  void what_is_sent_fast_is_claimed_ahead() {
    AtomicLong now = new AtomicLong();
    InFlight fast = new InFlight(new Ahead(now::get));
    fast.add(List.of(delivery(1), delivery(2), delivery(3)));
    fast.sent(List.of(delivery(1), delivery(2), delivery(3)));
    fast.removeAll(List.of(delivery(1), delivery(2), delivery(3)));
    now.addAndGet(Duration.ofMillis(20).toNanos());

    assertThat(fast.room(MOST)).isEqualTo(MOST + 3);
    assertThat(fast.worthwhile(MOST)).isEqualTo((MOST + 6) / 4);
  }

  @Test
  void what_is_stored_counts_no_more_and_what_is_claimed_again_is_on_its_way_again() {
    inFlight.add(List.of(delivery(1), delivery(2)));
    inFlight.sent(List.of(delivery(1), delivery(2)));

    inFlight.removeAll(List.of(delivery(1)));
    ClaimedDelivery again = delivery(2, 7);
    inFlight.add(List.of(again));
    inFlight.sent(List.of(delivery(2)));

    assertThat(inFlight.total()).isOne();
    assertThat(inFlight.room(MOST)).isEqualTo(3);
    inFlight.sent(List.of(again));
    assertThat(inFlight.room(MOST)).isEqualTo(4);
  }

  private static ClaimedDelivery delivery(long number) {
    return delivery(number, number);
  }

  private static ClaimedDelivery delivery(long number, long lease) {
    return new ClaimedDelivery(
        new DeliveryId(new UUID(1, number)),
        new TenantId(new UUID(2, 1)),
        new EndpointId(new UUID(3, 1)),
        new EventId(new UUID(4, number)),
        Lane.FIRST_ATTEMPTS,
        new ClaimedDelivery.Attempts(0, 0),
        0,
        null,
        new UUID(5, lease),
        false);
  }
}

package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.Lane;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private final Slots slots = new Slots(2);

  @Test
  void what_finds_no_slot_begins_in_turn_when_one_ends() {
    assertThat(slots.begin(List.of(one(1), one(2), one(3), one(4)), false, 0))
        .containsExactly(one(1), one(2));
    assertThat(slots.anyWaiting()).isTrue();

    assertThat(slots.begin(List.of(one(5)), false, 0)).isEmpty();
    assertThat(slots.next(one(2))).contains(one(3));
    assertThat(slots.next(one(1))).contains(one(4));
    assertThat(slots.next(one(3))).contains(one(5));
    assertThat(slots.anyWaiting()).isFalse();
    assertThat(slots.next(one(4))).isEmpty();
    assertThat(slots.begin(List.of(one(6), one(7)), false, 0)).containsExactly(one(6));
  }

  @Test
  void the_reserve_begins_though_the_slots_are_full_and_its_end_lets_nobody_else_in() {
    slots.begin(List.of(one(1), one(2), one(3)), false, 0);

    assertThat(slots.begin(List.of(one(8)), true, 0)).containsExactly(one(8));

    assertThat(slots.next(one(8))).isEmpty();
    assertThat(slots.next(one(1))).contains(one(3));
  }

  @Test
  void a_batch_takes_as_many_slots_as_are_in_it() {
    List<Dispatch> batch = List.of(dispatch(1), dispatch(2), dispatch(3));
    assertThat(slots.begin(List.of(batch, one(4)), false, 0)).containsExactly(batch);

    assertThat(slots.next(batch)).contains(one(4));
    assertThat(slots.begin(List.of(one(5)), false, 0)).containsExactly(one(5));
  }

  @Test
  void what_has_waited_for_its_patience_is_not_begun_any_more() {
    long patience = Slots.PATIENCE.toNanos();
    long start = Long.MAX_VALUE - patience / 2;
    slots.begin(List.of(one(1), one(2), one(3)), false, start);
    slots.begin(List.of(one(4)), false, start + 1);

    assertThat(slots.stale(start + patience - 1)).isEmpty();
    assertThat(slots.stale(start + patience)).containsExactly(one(3));
    assertThat(slots.next(one(1))).isEqualTo(Optional.of(one(4)));
    assertThat(slots.stale(start + 2 * patience)).isEmpty();
  }

  @Test
  void all_that_waits_can_be_taken_out_at_once() {
    slots.begin(List.of(one(1), one(2), one(3), one(4)), false, 0);

    assertThat(slots.all()).containsExactly(one(3), one(4));
    assertThat(slots.anyWaiting()).isFalse();
    assertThat(slots.next(one(1))).isEmpty();
  }

  private static List<Dispatch> one(long number) {
    return List.of(dispatch(number));
  }

  private static Dispatch dispatch(long number) {
    return new Dispatch(
        new ClaimedDelivery(
            new DeliveryId(new UUID(1, number)),
            new TenantId(new UUID(2, 1)),
            new EndpointId(new UUID(3, 1)),
            new EventId(new UUID(4, number)),
            Lane.FIRST_ATTEMPTS,
            new ClaimedDelivery.Attempts(0, 0),
            0,
            null,
            new UUID(5, number),
            false),
        Optional.empty(),
        0);
  }
}

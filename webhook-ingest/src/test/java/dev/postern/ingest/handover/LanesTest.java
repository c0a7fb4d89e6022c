package dev.postern.ingest.handover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.SourceId;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final SourceId one = new SourceId(new UUID(1, 1));
  private final SourceId two = new SourceId(new UUID(1, 2));
  private final SourceId three = new SourceId(new UUID(1, 3));
  private final Lanes lanes = new Lanes(5, 3);

  @Test
  void a_source_gets_no_more_than_its_part() {
    assertThat(lanes.room(one)).isEqualTo(3);
    enter(one, 3);
    assertThat(lanes.room(one)).isZero();
    assertThat(lanes.room(two)).isEqualTo(2);
  }

  @Test
  void with_all_places_taken_a_source_with_none_still_gets_one() {
    enter(one, 3);
    enter(two, 2);
    assertThat(lanes.room(two)).isZero();
    assertThat(lanes.room(three)).isOne();
    enter(three, 1);
    assertThat(lanes.room(three)).isZero();
  }

  @Test
  void who_overran_gets_one_place_until_something_ends_in_time() {
    enter(one, 1);
    assertThat(lanes.leave(one, true)).isZero();
    assertThat(lanes.room(one)).isOne();
    enter(one, 1);
    assertThat(lanes.room(one)).isZero();
    lanes.leave(one, false);
    assertThat(lanes.room(one)).isEqualTo(3);
  }

  private void enter(SourceId source, int times) {
    IntStream.range(0, times).forEach(i -> lanes.enter(source));
  }
}

package dev.postern.adminui.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeRangeTest {
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
  private static final Instant ONE = Instant.parse("2026-03-29T13:00:00Z");

  @Test
  void moments_stand_in_the_address_and_come_back() {
    TimeRange range = new TimeRange.Between(NOON, ONE);

    assertThat(words(range))
        .containsExactly(
            Map.entry("since", "2026-03-29T12:00:00Z"), Map.entry("until", "2026-03-29T13:00:00Z"));
    assertThat(TimeRange.of(QueryParameters.simple(words(range)))).isEqualTo(range);
  }

  @Test
  void an_offset_is_read_as_the_moment_it_means() {
    assertThat(TimeRange.of(QueryParameters.simple(Map.of("until", "2026-03-29T15:00:00+02:00"))))
        .isEqualTo(new TimeRange.Between(null, ONE));
  }

  @Test
  void the_last_hour_ends_whenever_one_looks() {
    TimeRange range = TimeRange.of(QueryParameters.simple(Map.of("within", "1h")));

    assertThat(range.since(ONE)).isEqualTo(NOON);
    assertThat(range.until()).isNull();
    assertThat(words(range)).containsExactly(Map.entry("within", "1h"));
  }

  @Test
  void what_is_no_time_is_any_time() {
    assertThat(
            TimeRange.of(
                QueryParameters.simple(Map.of("within", "2h", "since", "noon", "until", ""))))
        .isEqualTo(TimeRange.ANY);
    assertThat(words(TimeRange.ANY)).isEmpty();
  }

  @Test
  void a_range_that_ends_as_it_begins_or_before_is_reversed() {
    assertThat(new TimeRange.Between(ONE, NOON).reversed()).isTrue();
    assertThat(new TimeRange.Between(NOON, NOON).reversed()).isTrue();
    assertThat(new TimeRange.Between(NOON, ONE).reversed()).isFalse();
    assertThat(new TimeRange.Between(ONE, null).reversed()).isFalse();
    assertThat(TimeRange.ANY.reversed()).isFalse();
  }

  private static Map<String, String> words(TimeRange range) {
    Map<String, String> words = new LinkedHashMap<>();
    range.write(words);
    return words;
  }
}

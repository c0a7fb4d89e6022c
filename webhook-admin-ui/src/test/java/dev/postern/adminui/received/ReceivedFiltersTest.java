package dev.postern.adminui.received;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.postern.ingest.ReceivedQuery;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.RejectionQuery;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceivedFiltersTest {
  private static final Instant SINCE = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-22T11:00:00Z");
  private static final Map<String, String> HOUR =
      Map.of("since", SINCE.toString(), "until", UNTIL.toString());

  @Test
  void what_was_received_is_bounded_on_both_sides() {
    ReceivedFilters filters = ReceivedFilters.of(QueryParameters.simple(HOUR));

    assertThat(filters.query(Instant.EPOCH))
        .isEqualTo(new ReceivedQuery(null, null, SINCE, UNTIL, null, null));
    assertThat(ReceivedFilters.of(filters.parameters())).isEqualTo(filters);
    assertThat(filters.open()).isFalse();
  }

  @Test
  void what_was_refused_is_bounded_on_both_sides() {
    RejectionFilters filters = RejectionFilters.of(QueryParameters.simple(HOUR));

    assertThat(filters.query(Instant.EPOCH))
        .isEqualTo(new RejectionQuery(null, null, SINCE, UNTIL));
    assertThat(RejectionFilters.of(filters.parameters())).isEqualTo(filters);
    assertThat(filters.open()).isFalse();
  }

  @Test
  void unknown_words_leave_the_list_open() {
    QueryParameters words =
        QueryParameters.simple(Map.of("status", "lost", "source", "x", "q", " ", "reason", ""));

    assertThat(ReceivedFilters.of(words).open()).isTrue();
    assertThat(RejectionFilters.of(words).open()).isTrue();
    assertThat(ReceivedFilters.of(QueryParameters.simple(Map.of("status", "dead"))).status())
        .isEqualTo(ReceivedStatus.DEAD);
  }
}

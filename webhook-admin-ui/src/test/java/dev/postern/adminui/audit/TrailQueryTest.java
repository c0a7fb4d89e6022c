package dev.postern.adminui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.postern.adminui.part.TimeRange;
import dev.postern.core.audit.AuditFilter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrailQueryTest {
  private static final Instant SINCE = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void an_address_says_every_filter_and_is_made_of_it_again() {
    TrailQuery query =
        new TrailQuery("endpoint.", "usr_1", "ep_1", new TimeRange.Between(SINCE, UNTIL));

    assertThat(TrailQuery.of(query.parameters())).isEqualTo(query);
    assertThat(query.filter(UNTIL))
        .isEqualTo(new AuditFilter("endpoint.", "usr_1", "ep_1", SINCE, UNTIL));
    assertThat(query.open()).isFalse();
  }

  @Test
  void what_is_no_time_or_empty_is_any() {
    TrailQuery query =
        TrailQuery.of(QueryParameters.simple(Map.of("since", "yesterday", "actor", "")));

    assertThat(query.open()).isTrue();
    assertThat(query.parameters().getParameters()).isEmpty();
  }
}

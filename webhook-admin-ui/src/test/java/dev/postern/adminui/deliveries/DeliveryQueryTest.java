package dev.postern.adminui.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryQueryTest {
  private static final Instant SINCE = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-22T11:00:00Z");
  private static final DeliveryQuery HOUR =
      DeliveryQuery.of(
          QueryParameters.simple(
              Map.of("since", SINCE.toString(), "until", UNTIL.toString(), "type", "a.b")));

  @Test
  void a_range_bounds_the_list_on_both_sides() {
    assertThat(HOUR.filter(Instant.EPOCH))
        .isEqualTo(new LedgerFilter(null, null, "a.b", SINCE, UNTIL, null));
    assertThat(DeliveryQuery.of(HOUR.parameters())).isEqualTo(HOUR);
    assertThat(HOUR.open()).isFalse();
  }

  @Test
  void what_is_sent_again_is_what_the_range_shows() {
    assertThat(HOUR.over(Instant.EPOCH))
        .contains(new LedgerFilter(DeliveryStatus.DEAD, null, "a.b", SINCE, UNTIL, null));
  }
}

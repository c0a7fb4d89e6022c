package dev.postern.outbound.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notice;
import dev.postern.outbound.endpoint.store.ClientCertificateReads.ClientCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryAlarmsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final TenantId ACME = new TenantId(new UUID(0x7001, 1));

  @Test
  void half_of_twenty_attempts_is_a_failure_that_lasts_and_fewer_are_none() {
    assertThat(failing(19, 19, false)).isFalse();
    assertThat(failing(20, 9, false)).isFalse();
    assertThat(failing(20, 10, false)).isTrue();
  }

  @Test
  void what_is_open_ends_at_a_lower_rate_than_it_began_at() {
    assertThat(failing(100, 30, false)).isFalse();
    assertThat(failing(100, 30, true)).isTrue();
    assertThat(failing(100, 24, true)).isFalse();
  }

  @Test
  void nearly_all_is_critical() {
    assertThat(DeliveryAlarms.failing(new DeliveryAlarms.Rate(ACME, 100, 90), false))
        .hasValueSatisfying(notice -> {
          assertThat(notice.severity()).isEqualTo(Notice.Severity.CRITICAL);
          assertThat(notice.sentence())
              .startsWith("90 % of 100 attempts failed within 15 minutes.");
        });
  }

  @Test
  void a_queue_is_old_after_ten_minutes() {
    assertThat(DeliveryAlarms.old(NOW.minus(Duration.ofMinutes(9)), NOW)).isEmpty();
    assertThat(DeliveryAlarms.old(NOW.minus(Duration.ofMinutes(12)), NOW))
        .hasValueSatisfying(notice -> assertThat(notice.sentence()).contains("for 12 minutes"));
  }

  @Test
  void a_certificate_is_told_of_three_weeks_ahead_and_is_critical_in_its_last_days() {
    assertThat(ExpiryAlarms.certificate(ending(Duration.ofDays(22)), NOW)).isEmpty();
    assertThat(ExpiryAlarms.certificate(ending(Duration.ofDays(20)), NOW))
        .hasValueSatisfying(
            notice -> assertThat(notice.severity()).isEqualTo(Notice.Severity.WARNING));
    assertThat(ExpiryAlarms.certificate(ending(Duration.ofDays(-1)), NOW))
        .hasValueSatisfying(notice -> {
          assertThat(notice.severity()).isEqualTo(Notice.Severity.CRITICAL);
          assertThat(notice.sentence()).contains("ended 2026-11-21T10:00:00.000Z");
        });
  }

  private static boolean failing(long attempts, long failed, boolean open) {
    return DeliveryAlarms.failing(new DeliveryAlarms.Rate(ACME, attempts, failed), open)
        .isPresent();
  }

  private static ClientCertificate ending(Duration left) {
    return new ClientCertificate(
        ACME, new EndpointId(new UUID(1, 1)), "https://a.example/", NOW.plus(left));
  }
}

package dev.postern.outbound.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.config.ConfigException;
import dev.postern.core.config.Settings;
import dev.postern.outbound.endpoint.RetrySchedule;
import dev.postern.outbound.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pins the defaults: changing one is a decision, not an accident. */
final class OutboundConfigTest {
  @Test
  void nothing_needs_to_be_configured() {
    List<String> waits = List.of("5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h");
    assertThat(from(Map.of()))
        .isEqualTo(
            new OutboundConfig(
                new RetryPolicy(RetrySchedule.parse(waits), 10, 3),
                256,
                10,
                128,
                Duration.ofSeconds(60),
                Duration.ofMillis(500),
                Duration.ofSeconds(35),
                100,
                20));
  }

  @Test
  void every_key_is_read() {
    assertThat(
            from(
                Map.of(
                    "postern.retry.schedule", "1s, 2m",
                    "postern.retry.client.error.attempts", "1",
                    "postern.delivery.max.in.flight", "7",
                    "postern.delivery.max.in.flight.per.endpoint", "2",
                    "postern.delivery.max.retries.in.flight", "4",
                    "postern.delivery.lease", "2m",
                    "postern.delivery.poll", "1s",
                    "postern.delivery.drain", "1h",
                    "postern.replay.per.second", "7",
                    "postern.delivery.max.interruptions", "5")))
        .isEqualTo(
            new OutboundConfig(
                new RetryPolicy(RetrySchedule.parse(List.of("1s", "2m")), 3, 1),
                7,
                2,
                4,
                Duration.ofMinutes(2),
                Duration.ofSeconds(1),
                Duration.ofHours(1),
                7,
                5));
  }

  @Test
  void a_wrong_value_is_refused_in_one_line_that_names_the_variable() {
    assertThatThrownBy(() -> from(Map.of("postern.retry.schedule", "5s,soon")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("POSTERN_RETRY_SCHEDULE holds '5s,soon'; expected waits")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> from(Map.of("postern.delivery.max.in.flight", "0")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("POSTERN_DELIVERY_MAX_IN_FLIGHT holds '0'");
    assertThatThrownBy(() -> from(Map.of("postern.delivery.lease", "0s")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("POSTERN_DELIVERY_LEASE holds '0s'");
  }

  private static OutboundConfig from(Map<String, String> settings) {
    return OutboundConfig.from(new Settings(key -> Optional.ofNullable(settings.get(key))));
  }
}

package dev.postern.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.config.ConfigException;
import dev.postern.core.config.Settings;
import dev.postern.ingest.network.TrustedProxies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestConfigTest {
  @Test
  void the_defaults_are_these() {
    assertThat(read(Map.of()))
        .isEqualTo(
            new IngestConfig(
                TrustedProxies.NONE,
                Duration.ofSeconds(30),
                Duration.ofDays(30),
                Duration.ofDays(90),
                Optional.empty(),
                new IngestConfig.CommitRules(4096, 67108864, 256, 2, Duration.ofSeconds(10)),
                new IngestConfig.HandoverRules(
                    List.of(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(6)),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(1),
                    16,
                    8,
                    Duration.ofSeconds(30),
                    Duration.ofDays(90))));
  }

  @Test
  void proxies_are_ranges_or_addresses() {
    TrustedProxies proxies =
        read(Map.of(
                "postern.trusted.proxies", "10.0.0.0/8, 192.0.2.1",
                "postern.trusted.proxies.header", "x-forwarded-for"))
            .proxies();
    assertThat(proxies.networks().ranges())
        .extracting(Object::toString)
        .containsExactly("10.0.0.0/8", "192.0.2.1/32");
    assertThat(proxies.header()).isEqualTo(TrustedProxies.Header.X_FORWARDED_FOR);
  }

  @ParameterizedTest
  @CsvSource({
    "postern.trusted.proxies, 10.0.0.1/8",
    "postern.trusted.proxies.header, via",
    "postern.ingest.queue.rows, 0",
    "postern.ingest.dedupe.retention, 7d",
    "postern.ingest.commit.timeout, 10",
    "postern.handover.retry.schedule, '1s,,2s'"
  })
  void a_wrong_value_names_its_variable(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(Settings.environmentName(key) + " holds '" + value + "'");
  }

  private static IngestConfig read(Map<String, String> configured) {
    return IngestConfig.from(new Settings(key -> Optional.ofNullable(configured.get(key))));
  }
}

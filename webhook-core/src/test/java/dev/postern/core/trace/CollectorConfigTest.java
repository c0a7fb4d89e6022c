package dev.postern.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.config.ConfigException;
import dev.postern.core.config.Settings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorConfigTest {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

  @Test
  void a_collector_is_wanted_where_one_is_named() {
    assertThat(from(Map.of()).wanted()).isFalse();
    assertThat(from(Map.of(ENDPOINT, "http://collector:4318")).wanted()).isTrue();
    assertThat(from(Map.of("otel.exporter.otlp.traces.endpoint", "https://c/v1/traces")).wanted())
        .isTrue();
    assertThat(from(Map.of("otel.exporter.otlp.protocol", "grpc")).wanted())
        .as("spoken to nobody")
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "otel.exporter.otlp.endpoint, collector:4318, OTEL_EXPORTER_OTLP_ENDPOINT",
    "otel.exporter.otlp.endpoint, collector, OTEL_EXPORTER_OTLP_ENDPOINT",
    "otel.exporter.otlp.endpoint, http://, OTEL_EXPORTER_OTLP_ENDPOINT",
    "otel.exporter.otlp.traces.endpoint, grpc://c:4317, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "otel.exporter.otlp.protocol, grpc, OTEL_EXPORTER_OTLP_PROTOCOL",
    "otel.exporter.otlp.traces.protocol, http/json, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"
  })
  void what_cannot_work_is_refused_by_its_name(String key, String value, String variable) {
    Map<String, String> given =
        key.equals(ENDPOINT)
            ? Map.of(key, value)
            : Map.of(ENDPOINT, "http://collector:4318", key, value);
    assertThatThrownBy(() -> from(given))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(variable + " holds '" + value + "'; expected ");
  }

  private static CollectorConfig from(Map<String, String> given) {
    return CollectorConfig.from(new Settings(key -> Optional.ofNullable(given.get(key))));
  }
}

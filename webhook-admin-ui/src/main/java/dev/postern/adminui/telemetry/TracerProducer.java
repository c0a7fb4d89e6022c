package dev.postern.adminui.telemetry;

import dev.postern.core.config.Settings;
import dev.postern.core.trace.CollectorConfig;
import dev.postern.core.trace.Tracer;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Collects only where {@code OTEL_EXPORTER_OTLP_ENDPOINT} (or the one for traces) is set; the rest
 * is configured by OpenTelemetry's own variables. Metrics stay with {@code /metrics}.
 *
 * @see <a href="https://opentelemetry.io/docs/languages/sdk-configuration/">SDK configuration</a>
 */
@ApplicationScoped
public class TracerProducer {
  private static final long SECONDS_TO_SEND_THE_REST = 5;
  private static final Map<String, String> UNLESS_SAID_OTHERWISE =
      Map.of(
          "otel.service.name", "postern",
          "otel.traces.exporter", "otlp",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          "otel.exporter.otlp.protocol", "http/protobuf");

  private @Nullable OtlpTracer collecting;

  @Produces
  @Singleton
  Tracer tracer(Settings settings) {
    if (!CollectorConfig.from(settings).wanted()) {
      return Tracer.none();
    }
    OtlpTracer tracer =
        new OtlpTracer(
            AutoConfiguredOpenTelemetrySdk.builder()
                .setServiceClassLoader(TracerProducer.class.getClassLoader())
                .addPropertiesSupplier(() -> UNLESS_SAID_OTHERWISE)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk());
    collecting = tracer;
    return tracer;
  }

  @PreDestroy
  void sendTheRest() {
    OtlpTracer tracer = collecting;
    if (tracer != null) {
      tracer.close(SECONDS_TO_SEND_THE_REST, TimeUnit.SECONDS);
    }
  }
}

package dev.postern.core.trace;

import dev.postern.core.config.Settings;
import java.net.URI;
import java.util.List;

/**
 * Whether steps are told to a collector, by OpenTelemetry's own variables. What the SDK would only
 * trip over later, or never say, is refused here.
 *
 * @param wanted an endpoint is named
 */
public record CollectorConfig(boolean wanted) {
  private static final String OTLP = "otel.exporter.otlp.";
  private static final List<String> SIGNALS = List.of("", "traces.");

  public static CollectorConfig from(Settings settings) {
    boolean wanted = false;
    for (String signal : SIGNALS) {
      wanted |=
          settings
              .optional(
                  OTLP + signal + "endpoint",
                  "a URL such as http://collector:4318",
                  CollectorConfig::url)
              .isPresent();
    }
    if (wanted) {
      for (String signal : SIGNALS) {
        settings
            .optional(
                OTLP + signal + "protocol",
                "http/protobuf, the only one that is spoken here",
                CollectorConfig::protocol)
            .ifPresent(spoken -> {});
      }
    }
    return new CollectorConfig(wanted);
  }

  private static URI url(String text) {
    URI url = URI.create(text);
    if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
      throw new IllegalArgumentException("it begins with http:// or https:// and names a host");
    }
    return url;
  }

  private static String protocol(String text) {
    if (!text.equals("http/protobuf")) {
      throw new IllegalArgumentException("a collector takes it on port 4318, gRPC is on 4317");
    }
    return text;
  }
}

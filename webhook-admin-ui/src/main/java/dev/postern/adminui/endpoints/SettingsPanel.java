package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Component;
import dev.postern.adminui.part.Facts;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Times;
import dev.postern.core.signature.CustomScheme;
import dev.postern.outbound.endpoint.Batching;
import dev.postern.outbound.endpoint.DeliveryRules;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.Ordering;
import dev.postern.outbound.endpoint.PayloadForm;
import dev.postern.outbound.endpoint.RateLimit;
import dev.postern.outbound.endpoint.RetrySchedule;
import dev.postern.outbound.endpoint.SignatureFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an endpoint is set up, to read. */
final class SettingsPanel {
  private SettingsPanel() {}

  static Component of(Endpoint endpoint, Times times) {
    EndpointSettings settings = endpoint.settings();
    DeliveryRules rules = settings.delivery();
    return new Panel(
        "Settings",
        new Facts()
            .with("Endpoint", IdText.whole(endpoint.id()))
            .with("Signed as", formats(settings))
            .with(
                "Body", settings.formatOptions().payload() == PayloadForm.DATA ? "the data" : null)
            .with("Timeout", Times.rough(rules.timeout()))
            .with("Rate limit", limit(rules.rateLimit()))
            .with(
                "At one time",
                rules.maxInFlight() == null ? null : "at most " + rules.maxInFlight())
            .with("Waits", waits(rules.retrySchedule()))
            .with("Attempts", rules.maxAttempts() == null ? null : "at most " + rules.maxAttempts())
            .with("Order", rules.ordering() == Ordering.KEY ? "kept by ordering key" : null)
            .with("Headers", String.join(", ", settings.headers().keySet()))
            .with("In one request", batch(rules.batching()))
            .with("TLS", TlsPage.explain(settings.access().tls()))
            .with("Auth", AuthPage.explain(settings.access().auth()))
            .with("Created", times.age(endpoint.createdAt())));
  }

  private static String formats(EndpointSettings settings) {
    StringBuilder words = new StringBuilder();
    for (SignatureFormat format : settings.signatureFormats()) {
      words.append(words.isEmpty() ? "" : ", ").append(format.word());
      if (format == SignatureFormat.CUSTOM
          && settings.formatOptions().custom() instanceof CustomScheme scheme) {
        words.append(" (").append(scheme.digest().header()).append(')');
      }
      Instant sunset = settings.formatOptions().sunsets().get(format);
      if (sunset != null) {
        words.append(" until ").append(Times.minute(sunset));
      }
    }
    return words.toString();
  }

  private static String limit(@Nullable RateLimit limit) {
    return limit == null
        ? "none"
        : limit.requests() + " requests in " + Times.rough(limit.period());
  }

  private static @Nullable String batch(@Nullable Batching batching) {
    return batching == null
        ? null
        : "up to "
            + batching.maxEvents()
            + " events, gathered for "
            + batching.maxWait().toMillis()
            + " ms";
  }

  private static @Nullable String waits(@Nullable RetrySchedule schedule) {
    return schedule == null ? null : String.join(", ", schedule.words());
  }
}

package dev.postern.adminui.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.IntegerField;
import dev.postern.ingest.RateLimit;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceSettings;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How many, how large, how old, how long kept. */
final class LimitsPage implements SourcePage {
  private final IntegerField each = new IntegerField("Requests of one address …");
  private final IntegerField eachSeconds = new IntegerField("… in so many seconds");
  private final IntegerField all = new IntegerField("Requests in all …");
  private final IntegerField allSeconds = new IntegerField("… in so many seconds");
  private final IntegerField window = new IntegerField("Replay window, seconds");
  private final IntegerField size = new IntegerField("Largest body, bytes");
  private final IntegerField days = new IntegerField("Kept for days");

  LimitsPage(Source source) {
    SourceSettings settings = source.settings();
    show(settings.rateLimit(), each, eachSeconds);
    show(settings.rateLimitTotal(), all, allSeconds);
    window.setValue(settings.replayWindowSeconds());
    window.setPlaceholder("The provider's: " + source.replayWindow().toSeconds());
    window.setHelperText("How far a signed time may be from now, both ways.");
    size.setValue(settings.maxBodyBytes());
    days.setValue(settings.retentionDays());
    days.setPlaceholder("As the tenant's settings say");
  }

  @Override
  public String title() {
    return "Limits";
  }

  @Override
  public Component content() {
    Div pairs = new Div(each, eachSeconds, all, allSeconds, window, size, days);
    pairs.addClassName("pairs");
    return pairs;
  }

  @Override
  public void fill(ObjectNode settings) {
    limit(settings, "rate_limit", each, eachSeconds);
    limit(settings, "rate_limit_total", all, allSeconds);
    settings.put("replay_window_seconds", window.getValue());
    settings.put("max_body_bytes", Objects.requireNonNullElse(size.getValue(), 0));
    settings.put("retention_days", days.getValue());
  }

  @Override
  public Map<String, HasValidationProperties> fields() {
    return Map.of(
        "/rate_limit/requests", each,
        "/rate_limit/per_seconds", eachSeconds,
        "/rate_limit_total/requests", all,
        "/rate_limit_total/per_seconds", allSeconds,
        "/replay_window_seconds", window,
        "/max_body_bytes", size,
        "/retention_days", days);
  }

  private static void show(@Nullable RateLimit limit, IntegerField many, IntegerField seconds) {
    many.setPlaceholder("No limit");
    many.setValue(limit == null ? null : limit.requests());
    seconds.setValue(limit == null ? 60 : limit.perSeconds());
  }

  private static void limit(
      ObjectNode settings, String name, IntegerField many, IntegerField seconds) {
    if (many.getValue() == null) {
      settings.putNull(name);
      return;
    }
    settings
        .putObject(name)
        .put("requests", many.getValue())
        .put("per_seconds", Objects.requireNonNullElse(seconds.getValue(), 60));
  }
}

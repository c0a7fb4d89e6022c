package dev.postern.ingest.source;

import dev.postern.core.problem.FieldError;
import dev.postern.ingest.Forward;
import dev.postern.ingest.MaxEventAge;
import dev.postern.ingest.RateLimit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.network.Networks;
import dev.postern.ingest.network.PublishedRanges;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the settings of a source, each with its pointer. */
final class SettingsCheck {
  static final int MAX_BODY_BYTES = 15 * 1024 * 1024;
  private static final int MAX_LIST = 100;
  private static final Set<Integer> SUCCESS = Set.of(200, 202, 204);
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Pattern TYPE_PREFIX =
      Pattern.compile("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*\\.?");
  private static final Pattern JSON_POINTER = Pattern.compile("(/([^~/]|~[01])*)+");

  private final List<FieldError> errors;

  private SettingsCheck(List<FieldError> errors) {
    this.errors = errors;
  }

  static void collect(SourceSettings settings, List<FieldError> errors) {
    SettingsCheck check = new SettingsCheck(errors);
    check.networks(settings.allowedCidrs());
    check.list("/allowed_user_agents", settings.allowedUserAgents(), 300);
    check.rate("/rate_limit", settings.rateLimit());
    check.rate("/rate_limit_total", settings.rateLimitTotal());
    if (settings.replayWindowSeconds() != null) {
      check.range("/replay_window_seconds", settings.replayWindowSeconds(), 1, 7 * 24 * 3600);
    }
    if (settings.retentionDays() != null) {
      check.range("/retention_days", settings.retentionDays(), 1, 3650);
    }
    check.range("/max_body_bytes", settings.maxBodyBytes(), 1, MAX_BODY_BYTES);
    if (!SUCCESS.contains(settings.successStatus())) {
      check.wrong("/success_status", "It is 200, 202 or 204.");
    }
    check.providerConfig(settings.providerConfig());
    check.list("/required_fields", settings.requiredFields(), 300);
    for (int i = 0; i < settings.requiredFields().size(); i++) {
      check.pointer("/required_fields/" + i, settings.requiredFields().get(i));
    }
    check.age(settings.maxEventAge());
    check.forward(settings.forward());
    PayloadSettingsCheck.collect(settings, errors);
    check.countries("/countries/allow", settings.countries().allow());
    check.countries("/countries/deny", settings.countries().deny());
  }

  private void networks(List<String> cidrs) {
    list("/allowed_cidrs", cidrs, 60);
    for (int i = 0; i < cidrs.size(); i++) {
      if (PublishedRanges.isPreset(cidrs.get(i))) {
        preset("/allowed_cidrs/" + i, cidrs.get(i));
        continue;
      }
      try {
        Networks.range(cidrs.get(i));
      } catch (IllegalArgumentException e) {
        wrong("/allowed_cidrs/" + i, e.getMessage());
      }
    }
  }

  private void preset(String pointer, String entry) {
    if (PublishedRanges.of(entry).isEmpty()) {
      wrong(pointer, "The presets are " + String.join(", ", PublishedRanges.all().keySet()) + ".");
    }
  }

  private void list(String pointer, List<String> texts, int maxLength) {
    if (texts.size() > MAX_LIST) {
      wrong(pointer, "There are at most " + MAX_LIST + ".");
    }
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).isBlank() || texts.get(i).length() > maxLength) {
        wrong(pointer + "/" + i, "Each is 1 to " + maxLength + " characters.");
      }
    }
  }

  private void rate(String pointer, @Nullable RateLimit limit) {
    if (limit != null) {
      range(pointer + "/requests", limit.requests(), 1, 1_000_000);
      range(pointer + "/per_seconds", limit.perSeconds(), 1, 24 * 3600);
    }
  }

  private void providerConfig(Map<String, String> config) {
    if (config.size() > 50) {
      wrong("/provider_config", "There are at most 50 entries.");
    }
    config.forEach((key, value) -> {
      if (key.isEmpty() || key.length() > 60 || value.length() > 2000) {
        wrong("/provider_config", "Keys have 1 to 60 characters, values at most 2000.");
      }
    });
  }

  private void age(@Nullable MaxEventAge age) {
    if (age != null) {
      pointer("/max_event_age/pointer", age.pointer());
      range("/max_event_age/max_seconds", age.maxSeconds(), 1, 366 * 24 * 3600);
    }
  }

  private void forward(Forward forward) {
    String prefix = forward.typePrefix();
    if (prefix != null && (prefix.length() > 100 || !TYPE_PREFIX.matcher(prefix).matches())) {
      wrong(
          "/forward/type_prefix", "It is at most 100 letters, digits and underscores, with dots.");
    }
  }

  private void countries(String pointer, List<String> codes) {
    for (int i = 0; i < codes.size(); i++) {
      if (!COUNTRIES.contains(codes.get(i))) {
        wrong(pointer + "/" + i, "It is an ISO 3166-1 alpha-2 code, such as DE.");
      }
    }
  }

  private void pointer(String pointer, @Nullable String text) {
    if (text == null || !JSON_POINTER.matcher(text).matches()) {
      wrong(pointer, "It is a JSON pointer, such as /data/id.");
    }
  }

  private void range(String pointer, int value, int low, int high) {
    if (value < low || value > high) {
      wrong(pointer, "It is " + low + " to " + high + ".");
    }
  }

  private void wrong(String pointer, @Nullable String detail) {
    errors.add(new FieldError(pointer, detail == null ? "The value does not fit here." : detail));
  }
}

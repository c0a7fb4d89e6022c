package dev.postern.core.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what a channel tells. */
public enum AlertKind {
  MAIL,
  /** An incoming webhook of Slack, or of what understands the same (Mattermost, Rocket.Chat). */
  SLACK,
  /** Events API v2. */
  PAGERDUTY,
  /** A Standard Webhook, signed. */
  WEBHOOK;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<AlertKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}

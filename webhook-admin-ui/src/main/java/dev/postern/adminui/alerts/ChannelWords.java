package dev.postern.adminui.alerts;

import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.core.alert.AlertKind;
import dev.postern.core.alert.AlertMessage;

/** Channels in the console's words. */
final class ChannelWords {
  private ChannelWords() {}

  static String kind(AlertKind kind) {
    return switch (kind) {
      case MAIL -> "Mail";
      case SLACK -> "Slack";
      case PAGERDUTY -> "PagerDuty";
      case WEBHOOK -> "Signed webhook";
    };
  }

  static String targetLabel(AlertKind kind) {
    return switch (kind) {
      case MAIL -> "E-mail address";
      case SLACK -> "Incoming webhook URL";
      case PAGERDUTY -> "Routing key (Events API v2)";
      case WEBHOOK -> "URL";
    };
  }

  static StatusBadge badge(AlertMessage.Status status) {
    return switch (status) {
      case WAITING -> new StatusBadge("waiting", Tone.BUSY);
      case SENT -> new StatusBadge("sent", Tone.GOOD);
      case FAILED -> new StatusBadge("failed", Tone.BAD);
      case SKIPPED -> new StatusBadge("skipped", Tone.MUTED);
    };
  }
}

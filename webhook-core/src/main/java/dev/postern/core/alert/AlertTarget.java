package dev.postern.core.alert;

import dev.postern.core.secret.SecretText;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a channel leads.
 *
 * @param address a mail address, a URL, or PagerDuty's routing key: of all but mail it may itself
 *     be a credential, as those of Slack, Teams and Discord are
 * @param secret what a webhook is signed with, {@code whsec_…}; null for the other kinds
 */
public record AlertTarget(AlertKind kind, SecretText address, @Nullable SecretText secret) {
  private static final int LAST = 4;

  /** Of something shorter the last characters would be a good part. */
  private static final int LONG = 16;

  /** What a list may show: enough to tell channels apart. */
  public String shown() {
    return shown(kind, address.reveal());
  }

  /** The same of what an earlier build has stored to be shown, which was more. */
  public static String shown(AlertKind kind, String text) {
    return switch (kind) {
      case MAIL -> text;
      case SLACK, WEBHOOK -> url(text);
      case PAGERDUTY -> "…" + end(text);
    };
  }

  private static String url(String text) {
    URI uri = URI.create(text);
    String host = uri.getScheme() + "://" + uri.getAuthority() + "/";
    String rest = text.substring(Math.min(host.length(), text.length()));
    if (rest.isEmpty() || rest.startsWith("…")) {
      return text;
    }
    return host + "…" + (rest.length() < LONG ? "" : end(rest));
  }

  private static String end(String text) {
    return text.substring(text.length() - LAST);
  }
}

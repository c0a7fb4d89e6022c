package dev.postern.core.alert;

import dev.postern.core.secret.SecretText;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a channel leads.
 *
 * @param address a mail address, a URL, or PagerDuty's routing key: of Slack and PagerDuty it is
 *     itself a credential
 * @param secret what a webhook is signed with, {@code whsec_…}; null for the other kinds
 */
public record AlertTarget(AlertKind kind, SecretText address, @Nullable SecretText secret) {
  private static final int LAST = 4;

  /** What a list may show: enough to tell channels apart. */
  public String shown() {
    String text = address.reveal();
    return switch (kind) {
      case MAIL -> text;
      case SLACK -> host(text) + "…" + text.substring(text.length() - LAST);
      case PAGERDUTY -> "…" + text.substring(text.length() - LAST);
      case WEBHOOK -> text.indexOf('?') < 0 ? text : text.substring(0, text.indexOf('?')) + "?…";
    };
  }

  private static String host(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getAuthority() + "/";
  }
}

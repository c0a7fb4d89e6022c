package dev.postern.core.alert;

import dev.postern.core.Service;
import dev.postern.core.config.Settings;
import dev.postern.core.fetch.FetchRequest;
import dev.postern.core.id.Stamp;
import dev.postern.core.mail.MailException;
import dev.postern.core.mail.MailServer;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.StandardWebhooks;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Tells one target one thing, now. Blocks; call it with no transaction open. Thread-safe. */
@Service
public class AlertSender {
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final int ANSWER_BYTES = 64 * 1024;
  private static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";

  private final AlertPost post;
  private final MailServer mail;
  private final Stamp stamp;
  private final String pagerDuty;

  @Inject
  public AlertSender(AlertPost post, MailServer mail, Stamp stamp, Settings settings) {
    this.post = post;
    this.mail = mail;
    this.stamp = stamp;
    this.pagerDuty = settings.value("postern.pagerduty.url", PAGERDUTY, "a URL", text -> text);
  }

  /**
   * @param id the same for every try, so that a receiver can tell them
   */
  public AlertOutcome send(String id, AlertTarget target, AlertContent told) {
    try {
      return sent(id, target, told);
    } catch (AlertAwayException away) {
      return new AlertOutcome.Away(String.valueOf(away.getMessage()));
    }
  }

  private AlertOutcome sent(String id, AlertTarget target, AlertContent told) {
    String address = target.address().reveal();
    return switch (target.kind()) {
      case MAIL -> mail(address, told);
      case SLACK -> post.toUrl(json(address, AlertWords.slack(told)));
      case PAGERDUTY -> post.toPagerDuty(json(pagerDuty, AlertWords.pagerDuty(address, told)));
      case WEBHOOK ->
          post.toUrl(
              signed(
                  id, address, AlertWords.webhook(told), Objects.requireNonNull(target.secret())));
    };
  }

  private AlertOutcome mail(String to, AlertContent told) {
    if (!mail.configured()) {
      return new AlertOutcome.Refused("This node has no mail server (POSTERN_SMTP_URL).");
    }
    try {
      mail.send(AlertWords.mail(to, told));
      return new AlertOutcome.Sent();
    } catch (MailException away) {
      return new AlertOutcome.Away(String.valueOf(away.getMessage()));
    }
  }

  private FetchRequest signed(String id, String url, byte[] body, SecretText secret) {
    Instant now = stamp.now();
    return json(url, body)
        .with(
            StandardWebhooks.sign(
                id, now, body, List.of(new SecretVersion("alert", secret, now, null))));
  }

  private static FetchRequest json(String url, byte[] body) {
    return FetchRequest.post(url, "application/json", body).within(WITHIN, ANSWER_BYTES);
  }
}

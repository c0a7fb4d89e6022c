package dev.postern.core.alert;

import dev.postern.core.Service;
import dev.postern.core.alert.AlertMessage.Status;
import dev.postern.core.id.Stamp;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.RaisedNotice;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells one message by its channel and writes down what came of it. Thread-safe. */
@Service
public class AlertDelivery {
  private static final System.Logger LOG = System.getLogger(AlertDelivery.class.getName());
  static final Duration KEPT_TRYING = Duration.ofDays(1);

  private final AlertStores stores;
  private final AlertSender sender;
  private final AlertContents contents;
  private final Notices notices;
  private final Stamp stamp;

  @Inject
  public AlertDelivery(
      AlertStores stores,
      AlertSender sender,
      AlertContents contents,
      Notices notices,
      Stamp stamp) {
    this.stores = stores;
    this.sender = sender;
    this.contents = contents;
    this.notices = notices;
    this.stamp = stamp;
  }

  /**
   * Blocks for as long as the target takes; nobody else tells anything by the channel meanwhile.
   */
  void handle(AlertMessage message) {
    Instant now = stamp.now();
    Optional<RaisedNotice> notice = notices.find(message.noticeId());
    Optional<AlertTarget> target =
        stores
            .channels()
            .find(message.channel())
            .filter(channel -> channel.edit().enabled())
            .flatMap(channel -> stores.target(channel.id()));
    if (notice.isEmpty() || target.isEmpty()) {
      skip(message, now, "The channel was disabled meanwhile.");
      return;
    }
    // Its end is told already or waits: told after that, it would open the incident again for good.
    if (!message.resolved() && notice.get().resolvedAt() != null) {
      skip(message, now, "It was over before it could be told.");
      return;
    }
    if (message.resolved()
        && target.get().kind() == AlertKind.PAGERDUTY
        && anew(message, notice.get())) {
      skip(message, now, "It began again, and that has been told.");
      return;
    }
    Instant free =
        AlertPace.next(
            stores.messages().sent(message.channel(), now.minus(AlertPace.WINDOW), AlertPace.MOST),
            now);
    if (free.isAfter(now)) {
      stores
          .messages()
          .postpone(message, message.attempts() - 1, free, "Held back: the channel is paced.");
      return;
    }
    settle(
        message,
        sender.send(
            message.id().toString(), target.get(), contents.of(notice.get(), message.resolved())));
  }

  /** PagerDuty knows the incident and not the notice: its old end would close what is open now. */
  private boolean anew(AlertMessage message, RaisedNotice notice) {
    return notices
        .openAs(notice)
        .map(open -> stores.messages().hasTold(message.channel(), open.id()))
        .orElse(false);
  }

  private void skip(AlertMessage message, Instant now, String why) {
    stores.messages().end(message, Status.SKIPPED, now, why);
  }

  private void settle(AlertMessage message, AlertOutcome outcome) {
    Instant now = stamp.now();
    switch (outcome) {
      case AlertOutcome.Sent sent -> stores.messages().end(message, Status.SENT, now, null);
      case AlertOutcome.Refused(String detail) -> failed(message, now, detail);
      case AlertOutcome.Away(String detail) -> {
        if (now.isAfter(message.createdAt().plus(KEPT_TRYING))) {
          failed(message, now, detail);
        } else {
          stores
              .messages()
              .postpone(
                  message,
                  message.attempts(),
                  now.plus(AlertPace.waitAfter(message.attempts())),
                  detail);
        }
      }
    }
  }

  private void failed(AlertMessage message, Instant now, String detail) {
    LOG.log(
        System.Logger.Level.WARNING,
        "alert_not_sent channel={0} message={1}",
        message.channel(),
        message.id());
    stores.messages().end(message, Status.FAILED, now, detail);
  }
}

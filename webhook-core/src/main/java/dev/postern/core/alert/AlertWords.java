package dev.postern.core.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.json.Json;
import dev.postern.core.mail.Letter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Puts a notice into the form that each kind of target reads. Pure. */
final class AlertWords {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** PagerDuty's limits on a summary and on a key. */
  private static final int SUMMARY = 1024;

  private static final int KEY = 255;

  private AlertWords() {}

  static Letter mail(String to, AlertContent told) {
    String state = told.resolved() ? "resolved" : told.severity();
    return new Letter(
        to,
        "[Postern] %s: %s (%s)".formatted(state, told.title(), told.about()),
        """
        %s

        %s

        Since %s%s
        %s
        """
            .formatted(
                told.resolved() ? "This is over:" : "This needs somebody:",
                told.notice().sentence(),
                Json.timestamp(told.notice().raisedAt()),
                told.notice().resolvedAt() == null
                    ? ""
                    : " until " + Json.timestamp(told.notice().resolvedAt()),
                told.link()));
  }

  /** For somebody who has not asked to be told, and how that ends. */
  static Letter uninvited(String to, AlertContent told) {
    Letter letter = mail(to, told);
    return new Letter(
        to,
        letter.subject(),
        letter.text()
            + """

            You get this as an administrator, because there is no alert channel yet. As soon as
            there is one (Alerts in the console; it may be disabled), such letters no longer come.
            """);
  }

  /**
   * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack
   *     on incoming webhooks</a>
   */
  static byte[] slack(AlertContent told) {
    String mark =
        told.resolved()
            ? ":white_check_mark: resolved"
            : switch (told.notice().severity()) {
              case INFO -> ":information_source: info";
              case WARNING -> ":warning: warning";
              case CRITICAL -> ":rotating_light: critical";
            };
    String text =
        "*%s* · %s (%s)\n%s\n<%s|Open in Postern>"
            .formatted(
                mark,
                plain(told.title()),
                plain(told.about()),
                plain(told.notice().sentence()),
                told.link());
    return bytes(JSON.objectNode().put("text", text));
  }

  /**
   * @see <a href="https://developer.pagerduty.com/docs/send-alert-event">PagerDuty, Events API
   *     v2</a>
   */
  static byte[] pagerDuty(String routingKey, AlertContent told) {
    ObjectNode event =
        JSON.objectNode()
            .put("routing_key", routingKey)
            .put("event_action", told.resolved() ? "resolve" : "trigger")
            .put("dedup_key", cut(told.dedupKey(), KEY))
            .put("client", "Postern")
            .put("client_url", told.link());
    ObjectNode payload = event.putObject("payload");
    payload
        .put("summary", cut(told.about() + ": " + told.notice().sentence(), SUMMARY))
        .put("source", told.about())
        .put("severity", told.severity())
        .put("timestamp", Json.timestamp(told.notice().raisedAt()))
        .put("class", told.notice().kind());
    payload.set("custom_details", Json.mapper().valueToTree(told.notice().details()));
    return bytes(event);
  }

  static byte[] webhook(AlertContent told) {
    ObjectNode message =
        JSON.objectNode()
            .put("type", told.resolved() ? "notice.resolved" : "notice.raised")
            .put(
                "timestamp",
                Json.timestamp(
                    told.notice().resolvedAt() == null
                        ? told.notice().raisedAt()
                        : told.notice().resolvedAt()));
    ObjectNode data = Json.mapper().valueToTree(told.notice());
    data.put("severity", told.notice().severity().name().toLowerCase(Locale.ROOT));
    data.put("about", told.about());
    data.put("incident", told.dedupKey());
    data.put("link", told.link());
    message.set("data", data);
    return bytes(message);
  }

  /** Slack's three special characters. */
  private static String plain(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }

  private static byte[] bytes(ObjectNode tree) {
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }
}

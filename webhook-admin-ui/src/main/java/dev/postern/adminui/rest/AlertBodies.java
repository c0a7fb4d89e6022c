package dev.postern.adminui.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.alert.AlertChannel;
import dev.postern.core.alert.AlertChannels;
import dev.postern.core.alert.AlertKind;
import dev.postern.core.alert.AlertOutcome;
import dev.postern.core.alert.AlertRules;
import dev.postern.core.alert.NewAlertChannel;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.notice.Notice;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.JsonBodies;
import dev.postern.core.secret.SecretText;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Alert channels in the shape of the API. */
final class AlertBodies {
  private AlertBodies() {}

  /** Body of a creation. */
  public record NewChannel(
      @Nullable String name,
      @Nullable String kind,
      @Nullable String target,
      @Nullable String secret,
      @Nullable Boolean enabled,
      @Nullable String minSeverity,
      @Nullable List<String> notices,
      @Nullable Boolean everyTenant) {

    NewAlertChannel wanted() {
      AlertKind by =
          AlertKind.of(required("kind", kind))
              .orElseThrow(() ->
                  ProblemException.unprocessable(
                      "invalid_value", "/kind", "A kind is mail, slack, pagerduty or webhook."));
      return new NewAlertChannel(
          by,
          required("target", target),
          secret == null ? null : SecretText.of(secret),
          new ChannelChange(required("name", name), enabled, minSeverity, notices, everyTenant)
              .edit());
    }

    /** Never prints the credentials. */
    @Override
    public String toString() {
      return "NewChannel[" + kind + "]";
    }
  }

  /** What a change can reach; a target never changes, so that no secret leaks to a new one. */
  public record ChannelChange(
      @Nullable String name,
      @Nullable Boolean enabled,
      @Nullable String minSeverity,
      @Nullable List<String> notices,
      @Nullable Boolean everyTenant) {

    static ChannelChange of(AlertChannel.Edit edit) {
      return new ChannelChange(
          edit.name(),
          edit.enabled(),
          word(edit.rules().minSeverity()),
          edit.rules().notices(),
          edit.rules().everyTenant());
    }

    static AlertChannel.Edit merged(AlertChannel.Edit before, JsonNode patch) {
      return JsonBodies.merged(of(before), patch, ChannelChange.class).edit();
    }

    AlertChannel.Edit edit() {
      return new AlertChannel.Edit(
          required("name", name),
          enabled == null || enabled,
          new AlertRules(
              severity(minSeverity),
              notices == null ? List.of() : notices,
              everyTenant != null && everyTenant));
    }
  }

  /** {@code secret} of a webhook only in the answer to its creation. */
  public record ChannelView(
      AlertChannelId id,
      String name,
      AlertKind kind,
      String target,
      boolean enabled,
      String minSeverity,
      List<String> notices,
      boolean everyTenant,
      Instant createdAt,
      Instant updatedAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {
    static ChannelView of(AlertChannel channel) {
      return of(channel, null);
    }

    static ChannelView of(AlertChannels.Made made) {
      SecretText secret = made.target().secret();
      return of(made.channel(), secret == null ? null : secret.reveal());
    }

    private static ChannelView of(AlertChannel channel, @Nullable String secret) {
      AlertRules rules = channel.edit().rules();
      return new ChannelView(
          channel.id(),
          channel.edit().name(),
          channel.kind(),
          channel.target(),
          channel.edit().enabled(),
          word(rules.minSeverity()),
          rules.notices(),
          rules.everyTenant(),
          channel.createdAt(),
          channel.updatedAt(),
          secret);
    }

    /** Never prints the secret. */
    @Override
    public String toString() {
      return "ChannelView[" + id + "]";
    }
  }

  /**
   * What a test came to.
   *
   * @param outcome {@code sent}, {@code refused} or {@code away}
   */
  public record TestView(String outcome, @Nullable String detail) {
    static TestView of(AlertOutcome outcome) {
      return switch (outcome) {
        case AlertOutcome.Sent sent -> new TestView("sent", null);
        case AlertOutcome.Refused(String detail) -> new TestView("refused", detail);
        case AlertOutcome.Away(String detail) -> new TestView("away", detail);
      };
    }
  }

  static AlertChannelId known(String id) {
    return AlertChannelId.parse(id)
        .orElseThrow(() -> ProblemException.notFound("The alert channel"));
  }

  private static Notice.Severity severity(@Nullable String word) {
    return word == null
        ? AlertRules.usual().minSeverity()
        : Arrays.stream(Notice.Severity.values())
            .filter(severity -> word(severity).equals(word))
            .findFirst()
            .orElseThrow(() ->
                ProblemException.unprocessable(
                    "invalid_value", "/min_severity", "A severity is info, warning or critical."));
  }

  private static String word(Notice.Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static String required(String field, @Nullable String value) {
    if (value == null) {
      throw ProblemException.unprocessable(
          "missing_field", "/" + field, "'" + field + "' is required.");
    }
    return value;
  }
}

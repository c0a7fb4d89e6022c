package dev.postern.core.alert;

import dev.postern.core.egress.Decision;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is made of.
 *
 * @param address of the kind's form
 * @param secret of a webhook; null: one is generated
 */
public record NewAlertChannel(
    AlertKind kind, String address, @Nullable SecretText secret, AlertChannel.Edit edit) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern MAIL = Pattern.compile("[^@\\s<>,;]{1,64}@[^@\\s<>,;]{1,190}");
  private static final Pattern ROUTING_KEY = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final Pattern NOTICE = Pattern.compile("[a-z_]+(\\.[a-z_]+)*(\\.\\*)?");
  private static final int MOST_NOTICES = 30;
  private static final int LONGEST_URL = 300;

  /** 422 for what cannot be a target. */
  AlertTarget target(EgressPolicy egress) {
    return new AlertTarget(
        kind,
        SecretText.of(
            switch (kind) {
              case MAIL -> matching(MAIL, "This is one e-mail address.");
              case PAGERDUTY -> matching(ROUTING_KEY, "This is an integration's routing key.");
              case SLACK, WEBHOOK -> url(egress);
            }),
        kind == AlertKind.WEBHOOK ? signing() : null);
  }

  /** 422 for words that no notice could be of. */
  static void check(AlertRules rules) {
    List<String> notices = rules.notices();
    if (notices.size() > MOST_NOTICES
        || !notices.stream()
            .allMatch(word -> NOTICE.matcher(word).matches() && word.length() < 60)) {
      throw ProblemException.unprocessable(
          "invalid_value",
          "/notices",
          "Name at most %d kinds, as endpoint.suspended or endpoint.*.".formatted(MOST_NOTICES));
    }
  }

  private String matching(Pattern pattern, String otherwise) {
    if (!pattern.matcher(address).matches()) {
      throw ProblemException.unprocessable("invalid_target", "/target", otherwise);
    }
    return address;
  }

  private String url(EgressPolicy egress) {
    if (egress.check(address) instanceof Decision.Refused refused) {
      throw ProblemException.unprocessable("invalid_target", "/target", refused.withCode());
    }
    if (address.length() > LONGEST_URL) {
      throw ProblemException.unprocessable(
          "invalid_target", "/target", "A URL has at most " + LONGEST_URL + " characters here.");
    }
    return address;
  }

  private SecretText signing() {
    if (secret == null) {
      return SecretText.generateWhsec(RANDOM);
    }
    if (!secret.reveal().matches("whsec_[A-Za-z0-9+/]{32,100}={0,2}")) {
      throw ProblemException.unprocessable(
          "invalid_secret", "/secret", "A secret is whsec_ and the base64 of 24 to 64 bytes.");
    }
    return secret;
  }
}

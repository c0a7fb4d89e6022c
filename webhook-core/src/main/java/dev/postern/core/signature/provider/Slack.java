package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.firstOf;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.HandshakeFirst;
import dev.postern.core.signature.scheme.JsonScalars;
import dev.postern.core.signature.scheme.MultipartForm;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.StampUnit;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Slack: {@code X-Slack-Signature: v0=<hex>} over {@code v0:timestamp:body}. The {@code
 * url_verification} question is signed like any event and answered with its challenge as text.
 * Slash commands and interactivity are forms, signed raw.
 *
 * @see <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Slack:
 *     verifying requests</a>
 */
final class Slack {
  private static final PlainField FIELD =
      PlainField.prefixed("X-Slack-Signature", "v0=", Encoding.HEX);

  private Slack() {}

  static SignatureScheme scheme() {
    Recipe recipe =
        Recipe.named("slack", "Slack", FIELD, "v0:{timestamp}:{body}")
            .stampedIn("X-Slack-Request-Timestamp", StampUnit.SECONDS)
            .event(body("/event_id"), firstOf(body("/event/type"), body("/type")))
            .secret(SecretForm.SHORT_HEX)
            .greeting(Slack::urlVerification)
            .notOnlyJson();
    return HandshakeFirst.over(recipe.scheme(), Slack::certificateProbe);
  }

  /**
   * Slack probes the certificate of a slash command's URL with an unsigned form. It is answered
   * with nothing and leads to nothing.
   */
  private static Optional<Verdict> certificateProbe(
      SignedRequest request, SecretRing secrets, VerificationSettings settings, Instant now) {
    boolean unsigned = request.headers().all(FIELD.name()).isEmpty();
    return unsigned && MultipartForm.field(request, "ssl_check").equals(Optional.of("1"))
        ? Optional.of(new Verdict.Handshake(Optional.empty(), ProviderAnswer.empty(200)))
        : Optional.empty();
  }

  private static Optional<ProviderAnswer> urlVerification(
      SignedRequest proven, SecretText provenBy) {
    Map<String, String> asked = JsonScalars.read(proven.body(), Set.of("/type", "/challenge"));
    return "url_verification".equals(asked.get("/type"))
        ? Optional.ofNullable(asked.get("/challenge")).map(ProviderAnswer::text)
        : Optional.empty();
  }
}

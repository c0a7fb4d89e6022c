package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.signature.scheme.Diagnoses;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.HandshakeFirst;
import dev.postern.core.signature.scheme.Locator;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.QueryParameters;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * Meta (Facebook, Instagram, WhatsApp): {@code X-Hub-Signature-256: sha256=<hex>} over the body as
 * it arrives, escapes and all. A subscription is a GET whose challenge, a number, is echoed when
 * its {@code hub.verify_token} is the configured {@code verify_token}.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/webhooks/getting-started">Meta:
 *     webhooks</a>
 */
final class Meta {
  private static final PlainField FIELD =
      PlainField.prefixed("X-Hub-Signature-256", "sha256=", Encoding.HEX);
  private static final Locator MESSAGE = body("/entry/0/changes/0/value/messages/0/id");

  private static final Diagnosis NOT_CONFIGURED =
      new Diagnosis(
          "not_configured",
          "The source does not say which verify token Meta was given: set"
              + " provider_config.verify_token.");

  private Meta() {}

  static SignatureScheme scheme() {
    return HandshakeFirst.by(
        "GET",
        Recipe.named("meta", "Meta and WhatsApp", FIELD, "{body}")
            .event(MESSAGE, body("/entry/0/changes/0/field"))
            .secret(SecretForm.SHORT_HEX)
            .scheme(),
        Meta::subscription);
  }

  private static Optional<Verdict> subscription(
      SignedRequest request, SecretRing secrets, VerificationSettings settings, Instant now) {
    if (!request.method().equals("GET")) {
      return Optional.empty();
    }
    String expected = settings.configured("verify_token");
    if (expected == null) {
      return Optional.of(new Verdict.Rejected(Reason.NO_SECRET, NOT_CONFIGURED, Optional.empty()));
    }
    QueryParameters query = QueryParameters.ofUrl(request.url());
    Optional<String> challenge =
        query.only("hub.challenge").filter(it -> it.matches("[0-9]{1,40}"));
    if (!query.only("hub.mode").equals(Optional.of("subscribe")) || challenge.isEmpty()) {
      return Optional.of(refused(Reason.MALFORMED_HANDSHAKE));
    }
    boolean known =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8),
            query.only("hub.verify_token").orElse("").getBytes(StandardCharsets.UTF_8));
    return Optional.of(
        known
            ? new Verdict.Handshake(Optional.empty(), ProviderAnswer.text(challenge.get()))
            : refused(Reason.BAD_VERIFY_TOKEN));
  }

  private static Verdict refused(Reason reason) {
    return new Verdict.Rejected(reason, Diagnoses.of(reason), Optional.empty());
  }
}

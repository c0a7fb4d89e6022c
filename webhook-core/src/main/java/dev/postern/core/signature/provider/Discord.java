package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.scheme.Ed25519Proof;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.JsonScalars;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.StampUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Discord: Ed25519 over the timestamp followed by the body, the application's public key in hex. An
 * interaction PING (type 1) is answered with {@code {"type":1}}, a webhook-event PING (type 0) with
 * 204, both only when signed; an event itself is answered with 204 too. Discord tests an endpoint
 * with wrong signatures and demands 401.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint">Discord:
 *     setting up an endpoint</a>
 */
final class Discord {
  private static final PlainField FIELD =
      PlainField.of("X-Signature-Ed25519", Encoding.HEX_ANY_CASE);
  private static final Ed25519Proof PROOF = new Ed25519Proof(Encoding.HEX_ANY_CASE, "", "");

  private Discord() {}

  static SignatureScheme scheme() {
    return Recipe.named("discord", "Discord", FIELD, "{timestamp}{body}")
        .provenBy(PROOF)
        .stampedIn("X-Signature-Timestamp", StampUnit.SECONDS)
        .event(body("/id"), body("/type"))
        .secret(PROOF::generate)
        .greeting(Discord::ping)
        .answeringAccepted(Discord::answer)
        .scheme();
  }

  /** An interaction wants to be answered with what it is to show; an event with nothing. */
  private static Optional<ProviderAnswer> answer(SignedRequest proven) {
    return JsonScalars.read(proven.body(), Set.of("/event/type")).isEmpty()
        ? Optional.empty()
        : Optional.of(ProviderAnswer.empty(204));
  }

  private static Optional<ProviderAnswer> ping(SignedRequest proven, SecretText provenBy) {
    Map<String, String> body =
        JsonScalars.read(proven.body(), Set.of("/type", "/application_id", "/event/type"));
    return switch (body.getOrDefault("/type", "")) {
      case "1" ->
          body.containsKey("/event/type")
              ? Optional.empty()
              : Optional.of(ProviderAnswer.json("{\"type\":1}"));
      case "0" -> Optional.of(ProviderAnswer.empty(204));
      default -> Optional.empty();
    };
  }
}

package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.nowhere;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.HmacProof;
import dev.postern.core.signature.scheme.JsonScalars;
import dev.postern.core.signature.scheme.JsonText;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.StampUnit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Zoom: {@code x-zm-signature: v0=<hex>} over {@code v0:timestamp:body}, the body as it arrived
 * (Zoom's own library hashes it re-serialised). The {@code endpoint.url_validation} question is
 * itself signed and is answered only then: answering it unsigned would lend the key to anybody.
 *
 * @see <a href="https://developers.zoom.us/docs/api/webhooks/">Zoom: using webhooks</a>
 */
final class Zoom {
  private static final PlainField FIELD =
      PlainField.prefixed("x-zm-signature", "v0=", Encoding.HEX);

  private Zoom() {}

  static SignatureScheme scheme() {
    return Recipe.named("zoom", "Zoom", FIELD, "v0:{timestamp}:{body}")
        .stampedIn("x-zm-request-timestamp", StampUnit.SECONDS)
        .event(nowhere(), body("/event"))
        .greeting(Zoom::urlValidation)
        .neverEmpty()
        .scheme();
  }

  private static Optional<ProviderAnswer> urlValidation(SignedRequest proven, SecretText key) {
    Map<String, String> asked =
        JsonScalars.read(proven.body(), Set.of("/event", "/payload/plainToken"));
    String token = asked.get("/payload/plainToken");
    if (!"endpoint.url_validation".equals(asked.get("/event")) || token == null) {
      return Optional.empty();
    }
    byte[] digest = HmacProof.SHA256.sign(List.of(token.getBytes(StandardCharsets.UTF_8)), key);
    return Optional.of(
        ProviderAnswer.json(
            JsonText.object("plainToken", token, "encryptedToken", Encoding.HEX.encode(digest))));
  }
}

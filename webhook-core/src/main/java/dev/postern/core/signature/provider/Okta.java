package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.firstOf;

import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.scheme.JsonText;
import dev.postern.core.signature.scheme.TokenScheme;
import java.util.Optional;

/**
 * Okta event hooks: the configured secret comes in {@code Authorization}, also with the one-time
 * verification, a GET whose challenge is echoed.
 *
 * @see <a href="https://developer.okta.com/docs/concepts/event-hooks/">Okta: event hooks</a>
 */
final class Okta {
  private static final TokenScheme.Conclusion EVENT =
      TokenScheme.event(
          firstOf(body("/eventId"), body("/data/events/0/uuid")), body("/data/events/0/eventType"));

  private Okta() {}

  static SignatureScheme scheme() {
    return new TokenScheme(
        "okta",
        "Okta",
        "Authorization",
        TokenScheme.BARE,
        new TokenScheme.Asking("GET", Okta::conclude));
  }

  private static Verdict conclude(SignedRequest request, String secretId) {
    Optional<String> challenge = request.headers().first("X-Okta-Verification-Challenge");
    if (!request.method().equals("GET") || challenge.isEmpty()) {
      return EVENT.of(request, secretId);
    }
    String answer = JsonText.object("verification", challenge.get());
    return new Verdict.Handshake(Optional.of(secretId), ProviderAnswer.json(answer));
  }
}

package dev.postern.core.signature.provider;

import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.scheme.JsonScalars;
import dev.postern.core.signature.scheme.TokenScheme;
import java.util.Optional;
import java.util.Set;

/**
 * Telegram bots: the {@code secret_token} given to {@code setWebhook} comes back in a header field.
 * An update is named by its {@code update_id}; its type is its other member.
 *
 * @see <a href="https://core.telegram.org/bots/api#setwebhook">Telegram: setWebhook</a>
 */
final class Telegram {
  private Telegram() {}

  static SignatureScheme scheme() {
    return new TokenScheme(
        "telegram",
        "Telegram",
        "X-Telegram-Bot-Api-Secret-Token",
        TokenScheme.BARE,
        Telegram::conclude);
  }

  private static Verdict conclude(SignedRequest request, String secretId) {
    return new Verdict.Accepted(
        secretId, EventIdentity.lazily(() -> identify(request)), Optional.empty());
  }

  private static EventIdentity identify(SignedRequest request) {
    String id = JsonScalars.read(request.body(), Set.of("/update_id")).get("/update_id");
    String type =
        JsonScalars.members(request.body()).stream()
            .filter(name -> !name.equals("update_id"))
            .findFirst()
            .orElse(null);
    return EventIdentity.of(id, type, request.body());
  }
}

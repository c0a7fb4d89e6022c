package dev.postern.core.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.Service;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.json.Json;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.Vault;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Seals and opens where channels lead. */
@Service
public class AlertVault {
  private final Vault vault;

  @Inject
  public AlertVault(Vault vault) {
    this.vault = vault;
  }

  private record Stored(AlertKind kind, String address, @Nullable String secret) {
    /** Never prints the secret, nor the address, which may be one too. */
    @Override
    public String toString() {
      return "Stored[" + kind + "]";
    }
  }

  byte[] seal(AlertChannelId id, AlertTarget target) {
    SecretText secret = target.secret();
    Stored stored =
        new Stored(
            target.kind(), target.address().reveal(), secret == null ? null : secret.reveal());
    return vault.seal(SecretText.of(Json.mapper().valueToTree(stored).toString()), context(id));
  }

  AlertTarget open(AlertChannelId id, byte[] sealed) {
    try {
      Stored stored =
          Json.mapper().readValue(vault.open(sealed, context(id)).reveal(), Stored.class);
      return new AlertTarget(
          stored.kind(),
          SecretText.of(stored.address()),
          stored.secret() == null ? null : SecretText.of(stored.secret()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored target is JSON", e);
    }
  }

  /** Authenticated with the ciphertext: it opens only in this row. */
  public static String context(AlertChannelId id) {
    return "alert|" + id;
  }
}

package dev.postern.core.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.store.KeysetStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;

/**
 * Envelope encryption: values under a Tink keyset, the keyset under the master key. The context is
 * authenticated, so that a ciphertext moved to another row does not open. Thread-safe.
 */
public final class Vault {
  private static final byte[] KEYSET_CONTEXT = "postern.keyset".getBytes(StandardCharsets.UTF_8);
  private final Aead values;

  private Vault(Aead values) {
    this.values = values;
  }

  /** Opens the stored keyset, or makes the first one. Two nodes starting at once agree on one. */
  static Vault open(KeysetStore store, Aead master, Instant now) {
    try {
      AeadConfig.register();
      byte[] sealed = store.load().orElseGet(() -> store.insertOrLoad(fresh(master), now));
      KeysetHandle keyset =
          TinkProtoKeysetFormat.parseEncryptedKeyset(sealed, master, KEYSET_CONTEXT);
      return new Vault(keyset.getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new VaultException("The stored keyset does not open: is this the right master key?", e);
    }
  }

  public byte[] seal(SecretText text, String context) {
    try {
      return values.encrypt(text.utf8(), context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new VaultException("A secret could not be sealed.", e);
    }
  }

  public SecretText open(byte[] sealed, String context) {
    try {
      byte[] text = values.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
      return SecretText.of(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new VaultException("A stored secret does not open.", e);
    }
  }

  private static byte[] fresh(Aead master) {
    try {
      KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      return TinkProtoKeysetFormat.serializeEncryptedKeyset(keyset, master, KEYSET_CONTEXT);
    } catch (GeneralSecurityException e) {
      throw new VaultException("No keyset could be made.", e);
    }
  }
}

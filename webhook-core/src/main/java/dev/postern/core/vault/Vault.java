package dev.postern.core.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.AeadConfig;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.store.KeysetStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;

/**
 * Envelope encryption: values under a Tink keyset, the keyset under the master key. The context is
 * authenticated, so that a ciphertext moved to another row does not open. Thread-safe.
 *
 * <p>Another node may have given the keyset a new key: what does not open is tried once more with
 * the keyset as it is stored now, so that a rotation needs no agreement between nodes.
 */
public final class Vault {
  private final KeysetStore store;
  private final MasterKeys masters;
  private volatile Keyset keyset;

  private Vault(KeysetStore store, MasterKeys masters, Keyset keyset) {
    this.store = store;
    this.masters = masters;
    this.keyset = keyset;
  }

  /** Opens the stored keyset, or makes the first one. Two nodes starting at once agree on one. */
  static Vault open(KeysetStore store, MasterKeys masters, Instant now) {
    try {
      AeadConfig.register();
      byte[] sealed =
          store
              .load()
              .orElseGet(() -> store.insertOrLoad(Keyset.fresh().sealed(masters.current()), now));
      Keyset keyset = Keyset.open(sealed, masters);
      if (!keyset.opensWith(sealed, masters.current())) {
        // The master key was exchanged: from now on the new one opens it.
        store.replace(sealed, keyset.sealed(masters.current()), now);
      }
      return new Vault(store, masters, keyset);
    } catch (GeneralSecurityException e) {
      throw new VaultException("The stored keyset does not open: is this the right master key?", e);
    }
  }

  /** The same with one master key. */
  static Vault open(KeysetStore store, Aead master, Instant now) {
    return open(store, MasterKeys.only(master), now);
  }

  public byte[] seal(SecretText text, String context) {
    try {
      return keyset.aead().encrypt(text.utf8(), context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new VaultException("A secret could not be sealed.", e);
    }
  }

  public SecretText open(byte[] sealed, String context) {
    byte[] bound = context.getBytes(StandardCharsets.UTF_8);
    Keyset known = keyset;
    try {
      return text(known, sealed, bound);
    } catch (GeneralSecurityException first) {
      try {
        return text(reload(known), sealed, bound);
      } catch (GeneralSecurityException e) {
        throw new VaultException("A stored secret does not open.", e);
      }
    }
  }

  /**
   * Gives the keyset a new key, which seals from now on; of the older ones two stay. Other nodes
   * learn of it when they meet its first ciphertext.
   *
   * @return how many keys the keyset has now
   */
  int addKey(Instant now) {
    try {
      while (true) {
        byte[] before = store.load().orElseThrow();
        Keyset next = Keyset.open(before, masters).rotated();
        if (store.replace(before, next.sealed(masters.current()), now)) {
          keyset = next;
          return next.size();
        }
      }
    } catch (GeneralSecurityException e) {
      throw new VaultException("The keyset could not be rotated.", e);
    }
  }

  private static SecretText text(Keyset keyset, byte[] sealed, byte[] context)
      throws GeneralSecurityException {
    return SecretText.of(
        new String(keyset.aead().decrypt(sealed, context), StandardCharsets.UTF_8));
  }

  private Keyset reload(Keyset known) throws GeneralSecurityException {
    if (keyset == known) {
      keyset = Keyset.open(store.load().orElseThrow(), masters);
    }
    return keyset;
  }
}

package dev.postern.core.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Tink's keyset with the primitive that it makes: the newest key seals, every key opens. */
record Keyset(KeysetHandle handle, Aead aead) {
  private static final byte[] CONTEXT = "postern.keyset".getBytes(StandardCharsets.UTF_8);

  private static final int OLDER = 2;

  static Keyset fresh() {
    try {
      return of(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
    } catch (GeneralSecurityException e) {
      throw new VaultException("No keyset could be made.", e);
    }
  }

  /** By the present master key, or else by the one before it. */
  static Keyset open(byte[] sealed, MasterKeys masters) throws GeneralSecurityException {
    try {
      return of(TinkProtoKeysetFormat.parseEncryptedKeyset(sealed, masters.current(), CONTEXT));
    } catch (GeneralSecurityException e) {
      if (masters.previous().isEmpty()) {
        throw e;
      }
      return of(
          TinkProtoKeysetFormat.parseEncryptedKeyset(sealed, masters.previous().get(), CONTEXT));
    }
  }

  boolean opensWith(byte[] sealed, Aead master) {
    try {
      TinkProtoKeysetFormat.parseEncryptedKeyset(sealed, master, CONTEXT);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * A new primary key before the {@value #OLDER} newest of those that there were. Values that live
   * for a day only (letters, kept answers) are not sealed anew and still open after two rotations.
   */
  Keyset rotated() throws GeneralSecurityException {
    KeysetHandle.Builder next = KeysetHandle.newBuilder();
    for (int i = Math.max(0, handle.size() - OLDER); i < handle.size(); i++) {
      KeysetHandle.Entry entry = handle.getAt(i);
      next.addEntry(KeysetHandle.importKey(entry.getKey()).withFixedId(entry.getId()));
    }
    next.addEntry(
        KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
            .withRandomId()
            .makePrimary());
    return of(next.build());
  }

  int size() {
    return handle.size();
  }

  byte[] sealed(Aead master) {
    try {
      return TinkProtoKeysetFormat.serializeEncryptedKeyset(handle, master, CONTEXT);
    } catch (GeneralSecurityException e) {
      throw new VaultException("The keyset could not be sealed.", e);
    }
  }

  private static Keyset of(KeysetHandle handle) throws GeneralSecurityException {
    return new Keyset(handle, handle.getPrimitive(RegistryConfiguration.get(), Aead.class));
  }
}

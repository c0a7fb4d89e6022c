package dev.postern.core.vault;

import com.google.crypto.tink.Aead;
import java.util.Optional;

/**
 * What opens the keyset.
 *
 * @param previous the master key before this one, while nodes are being moved onto the new one
 */
record MasterKeys(Aead current, Optional<Aead> previous) {
  static MasterKeys only(Aead master) {
    return new MasterKeys(master, Optional.empty());
  }
}

package dev.postern.core.vault;

import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.Stamp;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;

/** Exchanges the key that seals stored values, while everything runs. Thread-safe. */
@Service
public class VaultRotation {
  private final Vault vault;
  private final Iterable<SealedValues> tables;
  private final AuditTrail trail;
  private final Stamp stamp;

  @Inject
  VaultRotation(Vault vault, @Any Instance<SealedValues> tables, AuditTrail trail, Stamp stamp) {
    this(vault, (Iterable<SealedValues>) tables, trail, stamp);
  }

  VaultRotation(Vault vault, Iterable<SealedValues> tables, AuditTrail trail, Stamp stamp) {
    this.vault = vault;
    this.tables = tables;
    this.trail = trail;
    this.stamp = stamp;
  }

  /**
   * @param keys in the keyset now: the new one, and at most two before it
   * @param sealedAnew values that are under the new key now
   * @param unopened values that no key opens: they are as they were, and the log names them
   */
  public record Rotated(int keys, long sealedAnew, long unopened) {}

  /** Adds a key and seals everything with it. Safe to run again, also after it was cut short. */
  public Rotated rotate() {
    // First under the present key: a rotation that was cut short may have left older ones in use.
    SealedValues.Sealed unused = sealAnew();
    int keys = vault.addKey(stamp.now());
    SealedValues.Sealed sealed;
    try {
      sealed = sealAnew();
    } catch (RuntimeException cutShort) {
      // There is a key more by now, whatever else was not done.
      record(Map.of("cut_short", true));
      throw cutShort;
    }
    record(Map.of("sealed_anew", sealed.anew(), "unopened", sealed.unopened()));
    return new Rotated(keys, sealed.anew(), sealed.unopened());
  }

  private void record(Map<String, Object> what) {
    trail.recordPlatform(Change.of("vault.key_rotated", "vault", "keyset").to(what));
  }

  private SealedValues.Sealed sealAnew() {
    SealedValues.Sealed sealed = SealedValues.Sealed.NONE;
    for (SealedValues table : tables) {
      sealed = sealed.plus(table.sealAnew(vault));
    }
    return sealed;
  }
}

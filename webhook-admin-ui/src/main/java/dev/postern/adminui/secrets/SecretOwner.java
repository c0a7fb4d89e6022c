package dev.postern.adminui.secrets;

import dev.postern.core.id.SecretId;
import dev.postern.core.vault.SecretInfo;
import java.time.Duration;
import java.util.List;

/** Whatever has a ring of secrets: calls go to its door, with the person's permission checked. */
public interface SecretOwner {
  /** Newest first, without values. */
  List<SecretInfo> versions();

  /** A generated new secret, with its value. */
  SecretInfo rotate(Duration overlap, boolean force);

  void expire(SecretId secret);

  /** Whether the person may rotate and expire. */
  boolean changeable();

  /** What the owner does with live secrets, after "Postern" or "Both". */
  Use use();

  /** Which way the secret works. */
  enum Use {
    SIGNS,
    VERIFIES
  }
}

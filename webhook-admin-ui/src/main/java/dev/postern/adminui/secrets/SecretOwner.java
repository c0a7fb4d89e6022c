package dev.postern.adminui.secrets;

import dev.postern.adminui.access.Visit;
import dev.postern.core.id.SecretId;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.Owner;
import dev.postern.core.vault.SecretInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whatever has a ring of secrets: calls go to its door, with the person's permission checked. */
public interface SecretOwner {
  Visit visit();

  Owner owner();

  /** Newest first, without values. */
  List<SecretInfo> versions();

  /**
   * @param secret null generates one; the answer shows it
   */
  SecretInfo rotate(Duration overlap, boolean force, @Nullable SecretText secret);

  void expire(SecretId secret);

  /** The current one with its value. */
  SecretInfo reveal();

  /** What the owner does with live secrets, after "Postern" or "Both". */
  Use use();

  /** How the live secrets sign at that time; nothing of one that verifies. */
  Signing signing(Instant now);

  /**
   * Formats by their words.
   *
   * @param several those in which every live secret signs
   * @param single those in which only the current one does
   */
  record Signing(List<String> several, List<String> single) {
    public static final Signing NONE = new Signing(List.of(), List.of());
  }

  /** Which way the secret works. */
  enum Use {
    SIGNS,
    VERIFIES
  }
}

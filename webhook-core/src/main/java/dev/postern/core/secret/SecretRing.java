package dev.postern.core.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All versions of one source's or endpoint's secret, newest first. Immutable and thread-safe.
 * Signing uses the current version (or every live one); verifying tries every live one.
 */
public record SecretRing(List<SecretVersion> versions) {
  private static final SecretRing EMPTY = new SecretRing(List.of());

  public SecretRing {
    versions = List.copyOf(versions);
  }

  public static SecretRing empty() {
    return EMPTY;
  }

  /** The versions that count at {@code now}, newest first. */
  public List<SecretVersion> liveAt(Instant now) {
    List<SecretVersion> live = new ArrayList<>(versions.size());
    for (SecretVersion version : versions) {
      if (version.liveAt(now)) {
        live.add(version);
      }
    }
    return live;
  }

  /** The newest version without an expiry. */
  public Optional<SecretVersion> current() {
    return versions.stream().filter(version -> version.expiresAt() == null).findFirst();
  }

  /**
   * The ring in which {@code next} is current and every other version dies after {@code overlap}
   * (at once when it is zero or negative). A version that was already retiring is never kept alive
   * longer than it was promised.
   */
  public SecretRing rotateTo(SecretVersion next, Instant now, Duration overlap) {
    Instant end = overlap.isNegative() ? now : now.plus(overlap);
    List<SecretVersion> rotated = new ArrayList<>(versions.size() + 1);
    rotated.add(next);
    versions.forEach(version -> rotated.add(version.expiringBy(end)));
    return new SecretRing(rotated);
  }
}

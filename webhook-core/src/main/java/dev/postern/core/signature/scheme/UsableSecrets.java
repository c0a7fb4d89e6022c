package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The secrets that may verify. Without one, nothing is ever accepted. */
public final class UsableSecrets {
  private UsableSecrets() {}

  /** The live versions that are key material, newest first. */
  public static Read<List<SecretVersion>> at(
      Instant now, SecretRing ring, Predicate<SecretText> isKey) {
    List<SecretVersion> live = ring.liveAt(now);
    if (live.isEmpty()) {
      return new Read.Refused<>(Reason.NO_SECRET);
    }
    List<SecretVersion> usable = new ArrayList<>(live.size());
    for (SecretVersion version : live) {
      if (isKey.test(version.text())) {
        usable.add(version);
      }
    }
    return usable.isEmpty() ? new Read.Refused<>(Reason.EMPTY_SECRET) : new Read.Got<>(usable);
  }
}

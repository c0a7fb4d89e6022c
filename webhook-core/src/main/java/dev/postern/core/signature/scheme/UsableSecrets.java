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
    boolean live = false;
    List<SecretVersion> usable = new ArrayList<>(ring.versions().size());
    for (SecretVersion version : ring.versions()) {
      if (version.liveAt(now)) {
        live = true;
        if (isKey.test(version.text())) {
          usable.add(version);
        }
      }
    }
    if (usable.isEmpty()) {
      return new Read.Refused<>(live ? Reason.EMPTY_SECRET : Reason.NO_SECRET);
    }
    return new Read.Got<>(usable);
  }
}

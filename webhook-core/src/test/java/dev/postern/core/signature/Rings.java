package dev.postern.core.signature;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rings for tests: {@code sec_1} is the newest. */
final class Rings {
  private Rings() {}

  static SecretRing of(SecretText... newestFirst) {
    List<SecretVersion> versions = new ArrayList<>();
    for (SecretText text : newestFirst) {
      versions.add(new SecretVersion("sec_" + (versions.size() + 1), text, Instant.EPOCH, null));
    }
    return new SecretRing(versions);
  }

  static SecretRing of(String... newestFirst) {
    return of(List.of(newestFirst).stream().map(SecretText::of).toArray(SecretText[]::new));
  }
}

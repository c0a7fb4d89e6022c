package dev.postern.ingest;

import dev.postern.core.secret.SecretText;
import java.time.Duration;
import java.util.Optional;

/**
 * A change of secret.
 *
 * @param next empty generates one in the provider's form
 * @param overlap how long the present one stays live, 0 to 7 days
 * @param force also while an earlier overlap still runs
 */
public record SecretRotation(Optional<SecretText> next, Duration overlap, boolean force) {
  public static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);
}

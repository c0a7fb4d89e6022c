package dev.postern.ingest;

import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.VerificationSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * One place a provider posts to.
 *
 * @param provider a key of {@link dev.postern.core.signature.SignatureSchemes}
 * @param ingestUrl contains the token: whoever knows it may try
 * @param enabled a disabled source answers like an unknown one
 */
public record Source(
    SourceId id,
    TenantId tenant,
    String name,
    String provider,
    String ingestUrl,
    boolean enabled,
    SourceSettings settings,
    Instant createdAt,
    Instant updatedAt) {

  /** What a person may change, as it stands. */
  public SourceEdit edit() {
    return new SourceEdit(name, provider, enabled, settings);
  }

  /** How far a signed timestamp may lie from now: what is set, or what fits the provider. */
  public Duration replayWindow() {
    return SignatureSchemes.forProvider(provider)
        .map(settings::replayWindow)
        .orElse(VerificationSettings.DEFAULT_TOLERANCE);
  }

  /** Without the URL, which is a capability. */
  @Override
  public String toString() {
    return "Source[" + id + " " + provider + "]";
  }
}

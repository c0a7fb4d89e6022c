package dev.postern.core.signature;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source configures besides its secret. Immutable and thread-safe.
 *
 * @param tolerance how far a signed timestamp may lie from now, both ways; the bound itself counts
 * @param publicUrl the URL that the provider was given, for schemes that sign it; empty: the
 *     request's own
 * @param providerConfig what a provider needs besides ({@code verify_token}, {@code webhook_id},
 *     {@code topic_arn}, …)
 * @param custom the scheme of the provider {@code custom}
 * @param certificates where certificates come from, for schemes that name theirs by URL
 * @param ages told the age of every timestamp within the window
 */
public record VerificationSettings(
    Duration tolerance,
    String publicUrl,
    Map<String, String> providerConfig,
    @Nullable CustomScheme custom,
    CertificateSource certificates,
    AgeWatch ages) {

  public static final Duration DEFAULT_TOLERANCE = Duration.ofSeconds(300);

  private static final VerificationSettings DEFAULTS =
      new VerificationSettings(
          DEFAULT_TOLERANCE, "", Map.of(), null, CertificateSource.none(), AgeWatch.none());

  public VerificationSettings {
    if (tolerance.isNegative()) {
      throw new IllegalArgumentException("A tolerance is never negative.");
    }
    providerConfig = Map.copyOf(providerConfig);
  }

  public VerificationSettings(
      Duration tolerance,
      String publicUrl,
      Map<String, String> providerConfig,
      @Nullable CustomScheme custom,
      CertificateSource certificates) {
    this(tolerance, publicUrl, providerConfig, custom, certificates, AgeWatch.none());
  }

  public VerificationSettings(
      Duration tolerance,
      String publicUrl,
      Map<String, String> providerConfig,
      @Nullable CustomScheme custom) {
    this(tolerance, publicUrl, providerConfig, custom, CertificateSource.none(), AgeWatch.none());
  }

  /** 300 s both ways, the request's own URL, nothing else configured. */
  public static VerificationSettings defaults() {
    return DEFAULTS;
  }

  public VerificationSettings withTolerance(Duration newTolerance) {
    return new VerificationSettings(
        newTolerance, publicUrl, providerConfig, custom, certificates, ages);
  }

  public VerificationSettings withPublicUrl(String url) {
    return new VerificationSettings(tolerance, url, providerConfig, custom, certificates, ages);
  }

  public VerificationSettings withProviderConfig(Map<String, String> config) {
    return new VerificationSettings(tolerance, publicUrl, config, custom, certificates, ages);
  }

  public VerificationSettings withCustom(CustomScheme scheme) {
    return new VerificationSettings(
        tolerance, publicUrl, providerConfig, scheme, certificates, ages);
  }

  public VerificationSettings withCertificates(CertificateSource source) {
    return new VerificationSettings(tolerance, publicUrl, providerConfig, custom, source, ages);
  }

  public VerificationSettings withAges(AgeWatch watch) {
    return new VerificationSettings(
        tolerance, publicUrl, providerConfig, custom, certificates, watch);
  }

  /** A configured value that is present and not blank, or null. */
  public @Nullable String configured(String key) {
    String value = providerConfig.get(key);
    return value == null || value.isBlank() ? null : value;
  }
}

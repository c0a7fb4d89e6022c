package dev.postern.core.signature.provider;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedContent;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.signature.scheme.HmacProof;
import dev.postern.core.signature.scheme.SecretForm;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The scheme that a source describes itself; without a description it refuses everything. */
final class Custom implements SignatureScheme {
  private static final int MOST_COMPILED = 1000;

  private final Map<CustomScheme, SignatureScheme> compiled = new ConcurrentHashMap<>();

  private SignatureScheme compiled(CustomScheme described) {
    if (compiled.size() > MOST_COMPILED) {
      compiled.clear();
    }
    return compiled.computeIfAbsent(described, CustomRecipe::of);
  }

  @Override
  public Verdict verify(
      SignedRequest request, SecretRing secrets, VerificationSettings settings, Instant now) {
    CustomScheme described = settings.custom();
    if (described == null) {
      Diagnosis diagnosis =
          new Diagnosis("no_custom_scheme", "This source says custom but describes no scheme.");
      return new Verdict.Rejected(Reason.NO_SECRET, diagnosis, Optional.empty());
    }
    CustomScheme.Timestamp stamp = described.timestamp();
    Duration tolerance = stamp == null ? null : stamp.tolerance();
    VerificationSettings own = tolerance == null ? settings : settings.withTolerance(tolerance);
    return compiled(described).verify(request, secrets, own, now);
  }

  @Override
  public HeaderFields sign(
      SignedRequest draft, SecretText secret, VerificationSettings settings, Instant now) {
    CustomScheme described = settings.custom();
    if (described == null) {
      throw new IllegalArgumentException("No custom scheme is described.");
    }
    return compiled(described).sign(draft, secret, settings, now);
  }

  @Override
  public SignedContent signedContent(SignedRequest proven, VerificationSettings settings) {
    CustomScheme described = settings.custom();
    return described == null
        ? SignatureScheme.super.signedContent(proven, settings)
        : compiled(described).signedContent(proven, settings);
  }

  @Override
  public boolean canVerifyWith(SecretText secret) {
    return HmacProof.SHA256.usable(secret);
  }

  @Override
  public SecretText generateSecret(SecureRandom random) {
    return SecretForm.ALPHANUMERIC.generate(random);
  }

  @Override
  public String provider() {
    return "custom";
  }

  @Override
  public String displayName() {
    return "Custom scheme";
  }

  @Override
  public String signs() {
    return "as the source describes it";
  }

  @Override
  public boolean expectsJson() {
    return false;
  }
}

package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.CertificateSource;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.RequestMethods;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedContent;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs a {@link Protocol} behind the same guard as every recipe: no usable secret, no verdict. */
public record ProtocolScheme(Protocol protocol) implements SignatureScheme {

  @Override
  public Verdict verify(
      SignedRequest request, SecretRing secrets, VerificationSettings settings, Instant now) {
    Read<List<SecretVersion>> live =
        protocol.needsSecret()
            ? UsableSecrets.at(now, secrets, protocol::usable)
            : new Read.Got<>(List.of());
    return switch (live) {
      case Read.Got<List<SecretVersion>>(List<SecretVersion> versions) ->
          judge(new Protocol.Case(request, versions, settings, now), secrets);
      case Read.Refused<List<SecretVersion>>(Reason reason) ->
          refused(reason, () -> SecretTrouble.of(reason, secrets, now, protocol::usable));
    };
  }

  private Verdict judge(Protocol.Case it, SecretRing secrets) {
    return switch (proven(it)) {
      case Read.Got<SecretVersion>(SecretVersion by) -> protocol.conclude(it, by);
      case Read.Refused<SecretVersion>(Reason reason) ->
          refused(reason, () -> explain(reason, it, secrets));
    };
  }

  private Read<SecretVersion> proven(Protocol.Case it) {
    try {
      return protocol.prove(it);
    } catch (CertificateSource.UnavailableException away) {
      return new Read.Refused<>(Reason.CERTIFICATE_UNAVAILABLE);
    }
  }

  private Diagnosis explain(Reason reason, Protocol.Case it, SecretRing secrets) {
    try {
      return explained(reason, it, secrets);
    } catch (CertificateSource.UnavailableException away) {
      return Diagnoses.of(reason);
    }
  }

  private Diagnosis explained(Reason reason, Protocol.Case it, SecretRing secrets) {
    return switch (reason) {
      case MISSING_SIGNATURE -> foreign(it, secrets).orElseGet(() -> Diagnoses.of(reason));
      // A body that should carry the signature and is of another form may be another's.
      case MALFORMED_PAYLOAD ->
          protocol
              .explain(reason, it)
              .or(() -> foreign(it, secrets))
              .orElseGet(() -> Diagnoses.of(reason));
      case BAD_SIGNATURE, BAD_TOKEN ->
          SecretTrouble.expired(secrets, it.now(), others -> prove(it, others))
              .or(() ->
                  SecretTrouble.padded(
                      secrets.liveAt(it.now()), protocol::usable, others -> prove(it, others)))
              .or(() -> protocol.explain(reason, it))
              .orElseGet(() -> Diagnoses.of(reason));
      default -> protocol.explain(reason, it).orElseGet(() -> Diagnoses.of(reason));
    };
  }

  private Optional<Diagnosis> foreign(Protocol.Case it, SecretRing secrets) {
    return ForeignSignature.of(provider(), it.request(), secrets, it.settings(), it.now());
  }

  private Read<SecretVersion> prove(Protocol.Case it, List<SecretVersion> others) {
    return protocol.prove(new Protocol.Case(it.request(), others, it.settings(), it.now()));
  }

  private static Verdict refused(Reason reason, Supplier<Diagnosis> diagnosis) {
    return new Verdict.Rejected(reason, Diagnosis.lazily(diagnosis), Optional.empty());
  }

  @Override
  public HeaderFields sign(
      SignedRequest draft, SecretText secret, VerificationSettings settings, Instant now) {
    SignedRequest signed = signed(draft, secret, settings, now);
    return HeaderFields.of(
        signed.headers().entries().stream()
            .filter(field -> !draft.headers().entries().contains(field))
            .toList());
  }

  @Override
  public SignedRequest signed(
      SignedRequest draft, SecretText secret, VerificationSettings settings, Instant now) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("A message is never signed with an empty secret.");
    }
    return protocol.sign(draft, secret, new Protocol.Case(draft, List.of(), settings, now));
  }

  @Override
  public SecretText generateSecret(SecureRandom random) {
    return protocol.secretForm().generate(random);
  }

  @Override
  public boolean canVerifyWith(SecretText secret) {
    return !protocol.needsSecret() || protocol.usable(secret);
  }

  @Override
  public boolean sharesSecret() {
    return protocol.needsSecret();
  }

  @Override
  public String provider() {
    return protocol.provider();
  }

  @Override
  public String displayName() {
    return protocol.displayName();
  }

  @Override
  public byte[] withoutSecret(byte[] body) {
    return protocol.withoutSecret(body);
  }

  @Override
  public Optional<String> signatureHeader() {
    return protocol.signatureHeader();
  }

  @Override
  public boolean coversBody() {
    return protocol.coversBody();
  }

  @Override
  public SignedContent signedContent(SignedRequest proven, VerificationSettings settings) {
    return protocol.signedContent(proven, settings);
  }

  @Override
  public String signs() {
    return protocol.signs();
  }

  @Override
  public Duration defaultTolerance() {
    return protocol.tolerance();
  }

  @Override
  public RequestMethods methods() {
    return protocol.methods();
  }

  @Override
  public boolean expectsJson() {
    return protocol.sendsJson();
  }
}

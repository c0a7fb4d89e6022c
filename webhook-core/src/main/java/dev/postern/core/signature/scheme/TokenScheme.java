package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.RequestMethods;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A scheme without a signature: the secret itself comes along in a header field. It proves who
 * knows the secret, and nothing about the body.
 */
public final class TokenScheme implements SignatureScheme {

  /** How the secret is carried in the field's value. */
  public interface Carrier {
    /** The secret in the value, or why there is none. */
    Read<String> unwrap(String value);

    String wrap(String secret);

    /** Whether a request could ever carry that secret. */
    default boolean carries(SecretText secret) {
      return !secret.isBlank();
    }

    default SecretForm secretForm() {
      return SecretForm.ALPHANUMERIC;
    }
  }

  /** The value is the secret. */
  public static final Carrier BARE =
      new Carrier() {
        @Override
        public Read<String> unwrap(String value) {
          return new Read.Got<>(value);
        }

        @Override
        public String wrap(String secret) {
          return secret;
        }
      };

  /** What is said of a proven event besides its body. */
  @FunctionalInterface
  public interface Conclusion {
    Verdict of(SignedRequest request, String secretId);

    default RequestMethods methods() {
      return RequestMethods.POST;
    }
  }

  /** Asked by another method, after the same proof. */
  public record Asking(String method, Conclusion conclusion) implements Conclusion {
    @Override
    public Verdict of(SignedRequest request, String secretId) {
      return conclusion.of(request, secretId);
    }

    @Override
    public RequestMethods methods() {
      return conclusion.methods().asking(method);
    }
  }

  private final String provider;
  private final String displayName;
  private final String header;
  private final Carrier carrier;
  private final Conclusion conclusion;

  public TokenScheme(
      String provider, String displayName, String header, Carrier carrier, Conclusion conclusion) {
    this.provider = provider;
    this.displayName = displayName;
    this.header = header;
    this.carrier = carrier;
    this.conclusion = conclusion;
  }

  /** A conclusion that only names the event. */
  public static Conclusion event(Locator id, Locator type) {
    return (request, by) ->
        new Verdict.Accepted(
            by, EventIdentity.lazily(() -> Names.identify(request, id, type)), Optional.empty());
  }

  @Override
  public Verdict verify(
      SignedRequest request, SecretRing secrets, VerificationSettings settings, Instant now) {
    Read<SecretVersion> proven =
        UsableSecrets.at(now, secrets, carrier::carries).then(live -> matching(request, live));
    return switch (proven) {
      case Read.Got<SecretVersion>(SecretVersion by) -> conclusion.of(request, by.id());
      case Read.Refused<SecretVersion>(Reason reason) ->
          new Verdict.Rejected(
              reason,
              Diagnosis.lazily(() -> explain(reason, request, secrets, settings, now)),
              Optional.empty());
    };
  }

  private Diagnosis explain(
      Reason reason,
      SignedRequest request,
      SecretRing secrets,
      VerificationSettings settings,
      Instant now) {
    return switch (reason) {
      case NO_SECRET, EMPTY_SECRET -> SecretTrouble.of(reason, secrets, now, carrier::carries);
      case MISSING_SIGNATURE ->
          ForeignSignature.of(provider, request, secrets, settings, now)
              .orElseGet(() -> Diagnoses.of(reason));
      default ->
          SecretTrouble.expired(secrets, now, others -> matching(request, others))
              .or(() ->
                  SecretTrouble.padded(
                      secrets.liveAt(now), carrier::carries, others -> matching(request, others)))
              .orElseGet(() -> Diagnoses.of(reason));
    };
  }

  private Read<SecretVersion> matching(SignedRequest request, List<SecretVersion> versions) {
    return SingleField.read(request.headers(), header, Reason.MISSING_SIGNATURE)
        .then(carrier::unwrap)
        .then(token -> matching(token, versions));
  }

  /** The version whose text is the token; every one is compared, in constant time. */
  public static Read<SecretVersion> matching(String token, List<SecretVersion> live) {
    byte[] presented = token.getBytes(StandardCharsets.UTF_8);
    Read<SecretVersion> match = new Read.Refused<>(Reason.BAD_TOKEN);
    for (SecretVersion version : live.reversed()) {
      if (MessageDigest.isEqual(presented, version.text().utf8())) {
        match = new Read.Got<>(version);
      }
    }
    return match;
  }

  @Override
  public HeaderFields sign(
      SignedRequest draft, SecretText secret, VerificationSettings settings, Instant now) {
    if (!carrier.carries(secret)) {
      throw new IllegalArgumentException("Such a secret authenticates nobody.");
    }
    return HeaderFields.of(header, carrier.wrap(secret.reveal()));
  }

  @Override
  public SecretText generateSecret(SecureRandom random) {
    return carrier.secretForm().generate(random);
  }

  @Override
  public boolean canVerifyWith(SecretText secret) {
    return carrier.carries(secret);
  }

  @Override
  public String provider() {
    return provider;
  }

  @Override
  public String displayName() {
    return displayName;
  }

  /** A field of the provider's own; {@code Authorization} is everybody's and tells nobody. */
  @Override
  public Optional<String> signatureHeader() {
    return Optional.of(header).filter(name -> !name.equals("Authorization"));
  }

  @Override
  public RequestMethods methods() {
    return conclusion.methods();
  }

  @Override
  public boolean coversBody() {
    return false;
  }

  @Override
  public String signs() {
    return "nothing: " + header + " carries the secret";
  }

  @Override
  public boolean expectsJson() {
    return true;
  }
}

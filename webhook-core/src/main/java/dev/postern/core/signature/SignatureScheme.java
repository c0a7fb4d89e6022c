package dev.postern.core.signature;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one provider signs. Implementations are pure and thread-safe: the same values give the same
 * verdict, whatever the input nothing is thrown, and no clock, file or socket is read.
 */
public interface SignatureScheme {

  /** The stable key, such as {@code stripe}. */
  String provider();

  /** The name for people, such as {@code Stripe}. */
  String displayName();

  /**
   * Judges one request. Every live secret is tried; without a usable one everything is refused.
   *
   * @param now the instant against which timestamps and secrets' expiry are measured
   */
  Verdict verify(
      SignedRequest request, SecretRing secrets, VerificationSettings settings, Instant now);

  /**
   * The header fields that make {@code draft} genuine at {@code now}, as the provider would send
   * them. Empty for schemes that sign inside the body: see {@link #signed}.
   *
   * @param secret the signing secret; the private key for asymmetric schemes
   * @throws IllegalArgumentException when the secret is not key material of this scheme, or the
   *     draft has no place for a signature that stands in the body
   */
  HeaderFields sign(
      SignedRequest draft, SecretText secret, VerificationSettings settings, Instant now);

  /** {@code draft} made genuine: with the fields of {@link #sign}, or with a signed body. */
  default SignedRequest signed(
      SignedRequest draft, SecretText secret, VerificationSettings settings, Instant now) {
    return draft.withHeaders(sign(draft, secret, settings, now));
  }

  /**
   * The replay window that fits this provider: 300 s both ways unless it documents another. A
   * source that configures none should take this one.
   */
  default Duration defaultTolerance() {
    return VerificationSettings.DEFAULT_TOLERANCE;
  }

  /** A new secret in the form that the provider uses. */
  SecretText generateSecret(SecureRandom random);

  /**
   * Whether a receiver's secret is a public key, which only the provider can issue; generating one
   * for a source would be pointless.
   */
  default boolean asymmetric() {
    return false;
  }

  /**
   * Whether both sides hold one secret that either may have made up. False for key pairs, and for
   * certificates, where the configuration says whose signature counts.
   */
  default boolean sharesSecret() {
    return !asymmetric();
  }

  /**
   * Whether the text is key material that this scheme could verify with; nothing is said of whose.
   */
  default boolean canVerifyWith(SecretText secret) {
    return !secret.isBlank();
  }

  /** What a receiver configures for that signing secret: for key pairs the public half. */
  default SecretText verificationSecret(SecretText signing) {
    return signing;
  }

  /** The field that carries the signature, where there is one that tells this provider. */
  default Optional<String> signatureHeader() {
    return Optional.empty();
  }

  /** How the provider comes: by POST unless it says otherwise. */
  default RequestMethods methods() {
    return RequestMethods.POST;
  }

  /**
   * Whether a change anywhere in the event is found out. False where a token is all that is sent,
   * or only some fields are signed.
   */
  default boolean coversBody() {
    return true;
  }

  /** What the signature of a request covers that this scheme has found genuine. */
  default SignedContent signedContent(SignedRequest proven, VerificationSettings settings) {
    return SignedContent.of(() -> List.of(proven.body()), true, false);
  }

  /**
   * What of a genuine event's body may be kept and shown: the body itself, but for a secret that
   * the provider sends inside of it.
   */
  default byte[] withoutSecret(byte[] body) {
    return body;
  }

  /** The 401 that the provider demands in place of a problem, whoever finds the reason for it. */
  default Optional<ProviderAnswer> refusedAnswer() {
    return Optional.empty();
  }

  /** In a few words: where the signature stands and what it covers. */
  String signs();

  /** Whether the provider always sends JSON, so that anything else is malformed. */
  boolean expectsJson();
}

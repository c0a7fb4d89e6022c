package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.RequestMethods;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedContent;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A scheme in front of which a provider asks unsigned questions: the question is judged by its own
 * rule, everything else by the scheme.
 */
public record HandshakeFirst(SignatureScheme scheme, RequestMethods methods, Question question)
    implements SignatureScheme {

  /** The question comes by a method of its own. */
  public static HandshakeFirst by(String method, SignatureScheme scheme, Question question) {
    return new HandshakeFirst(scheme, scheme.methods().asking(method), question);
  }

  /** The question comes as events do. */
  public static HandshakeFirst over(SignatureScheme scheme, Question question) {
    return new HandshakeFirst(scheme, scheme.methods(), question);
  }

  /** Recognises a question and judges it; empty when the request is none. */
  @FunctionalInterface
  public interface Question {
    Optional<Verdict> judge(
        SignedRequest request, SecretRing secrets, VerificationSettings settings, Instant now);
  }

  @Override
  public Verdict verify(
      SignedRequest request, SecretRing secrets, VerificationSettings settings, Instant now) {
    return question
        .judge(request, secrets, settings, now)
        .orElseGet(() -> scheme.verify(request, secrets, settings, now));
  }

  @Override
  public String provider() {
    return scheme.provider();
  }

  @Override
  public String displayName() {
    return scheme.displayName();
  }

  @Override
  public HeaderFields sign(
      SignedRequest draft, SecretText secret, VerificationSettings settings, Instant now) {
    return scheme.sign(draft, secret, settings, now);
  }

  @Override
  public SignedRequest signed(
      SignedRequest draft, SecretText secret, VerificationSettings settings, Instant now) {
    return scheme.signed(draft, secret, settings, now);
  }

  @Override
  public SecretText generateSecret(SecureRandom random) {
    return scheme.generateSecret(random);
  }

  @Override
  public boolean asymmetric() {
    return scheme.asymmetric();
  }

  @Override
  public boolean canVerifyWith(SecretText secret) {
    return scheme.canVerifyWith(secret);
  }

  @Override
  public SecretText verificationSecret(SecretText signing) {
    return scheme.verificationSecret(signing);
  }

  @Override
  public Duration defaultTolerance() {
    return scheme.defaultTolerance();
  }

  @Override
  public Optional<String> signatureHeader() {
    return scheme.signatureHeader();
  }

  @Override
  public boolean coversBody() {
    return scheme.coversBody();
  }

  @Override
  public SignedContent signedContent(SignedRequest proven, VerificationSettings settings) {
    return scheme.signedContent(proven, settings);
  }

  @Override
  public byte[] withoutSecret(byte[] body) {
    return scheme.withoutSecret(body);
  }

  @Override
  public Optional<ProviderAnswer> refusedAnswer() {
    return scheme.refusedAnswer();
  }

  @Override
  public String signs() {
    return scheme.signs();
  }

  @Override
  public boolean expectsJson() {
    return scheme.expectsJson();
  }
}

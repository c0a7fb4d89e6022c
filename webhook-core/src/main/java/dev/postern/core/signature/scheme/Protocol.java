package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.RequestMethods;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedContent;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A provider whose rules no {@link Recipe} expresses. Pure and thread-safe. */
public interface Protocol {

  /**
   * One request to be judged.
   *
   * @param live the usable secrets, newest first; empty for a protocol that needs none
   */
  record Case(
      SignedRequest request,
      List<SecretVersion> live,
      VerificationSettings settings,
      Instant now) {}

  /** What stands for the secret in protocols without one. */
  SecretVersion NO_SECRET = new SecretVersion("", SecretText.of(""), Instant.EPOCH, null);

  String provider();

  String displayName();

  String signs();

  /** The version that proves the request, its replay window included, or why none does. */
  Read<SecretVersion> prove(Case it);

  /** The verdict on a proven request. */
  Verdict conclude(Case it, SecretVersion by);

  /** The draft as the provider would send it at {@code it.now()}. */
  SignedRequest sign(SignedRequest draft, SecretText secret, Case it);

  /** What a refusal most likely means here, where more can be said than of the reason alone. */
  default Optional<Diagnosis> explain(Reason reason, Case it) {
    return Optional.empty();
  }

  /** Whether the text is key material. */
  default boolean usable(SecretText secret) {
    return !secret.isBlank();
  }

  /** False for certificates, where the configuration says whose signature counts. */
  default boolean needsSecret() {
    return true;
  }

  /** The field that tells this provider, where there is one. */
  default Optional<String> signatureHeader() {
    return Optional.empty();
  }

  default SecretForm secretForm() {
    return SecretForm.ALPHANUMERIC;
  }

  default Duration tolerance() {
    return VerificationSettings.DEFAULT_TOLERANCE;
  }

  default RequestMethods methods() {
    return RequestMethods.POST;
  }

  /** See {@link SignatureScheme#coversBody}. */
  default boolean coversBody() {
    return true;
  }

  /** See {@link SignatureScheme#signedContent}. */
  default SignedContent signedContent(SignedRequest proven, VerificationSettings settings) {
    return SignedContent.of(() -> List.of(proven.body()), true, false);
  }

  /** See {@link SignatureScheme#withoutSecret}. */
  default byte[] withoutSecret(byte[] body) {
    return body;
  }

  default boolean sendsJson() {
    return true;
  }
}

package dev.postern.core.signature.scheme;

import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.Reason;

/** What a reason alone tells an operator. */
public final class Diagnoses {
  private Diagnoses() {}

  public static Diagnosis of(Reason reason) {
    return new Diagnosis(reason.code(), sentence(reason));
  }

  private static String sentence(Reason reason) {
    return switch (reason) {
      case MISSING_SIGNATURE ->
          "The request carries no signature. Either the provider has no secret configured for this"
              + " URL, or a proxy removed the header, or the request is not the provider's.";
      case MALFORMED_SIGNATURE -> "The signature is not written as this provider writes it.";
      case BAD_SIGNATURE ->
          "The signature is well formed but belongs to another secret or another body.";
      case MISSING_TIMESTAMP -> "The signed timestamp is missing.";
      case MALFORMED_TIMESTAMP -> "The timestamp is not written as this provider writes it.";
      case STALE_TIMESTAMP ->
          "The signature is genuine but older than the replay window allows: a replay, a late"
              + " delivery, or a clock that is wrong.";
      case FUTURE_TIMESTAMP ->
          "The signature is genuine but dated further ahead than the replay window allows: one of"
              + " the two clocks is wrong.";
      case NO_SECRET ->
          "This source has no live secret: none was ever set, or every version has expired.";
      case EMPTY_SECRET ->
          "The configured secret is empty or is not key material in this provider's format.";
      case UNSUPPORTED_VERSION ->
          "Only signatures of another version or algorithm are present, and none of those counts.";
      case DUPLICATE_HEADER ->
          "A header that must occur once occurs several times, so it is unclear which one is"
              + " meant.";
      case MISSING_ID -> "The message id, which is part of what is signed, is missing.";
      case BAD_TOKEN -> "The token or password differs from every live secret.";
      case BAD_CERTIFICATE ->
          "The signing certificate is not the provider's: its URL, its name, its dates or its"
              + " chain is wrong, or there is none.";
      case CERTIFICATE_UNAVAILABLE ->
          "The signing certificate could not be fetched just now, so the sender was asked to come"
              + " again: look at the way out to the provider's host.";
      case DIGEST_MISMATCH ->
          "The signature is genuine, but the digest that it covers is not that of the body.";
      case INSUFFICIENT_COVERAGE ->
          "The signature leaves out components that this source requires to be signed.";
      case EMPTY_BODY -> "The signature is genuine, but this provider never sends an empty body.";
      case MALFORMED_PAYLOAD ->
          "The body, which carries the signature, could not be read as this provider sends it.";
      case BAD_VERIFY_TOKEN ->
          "The subscription handshake carries another verify token than the configured one.";
      case ORIGIN_NOT_ALLOWED -> "The handshake asks for an origin that is not allowed here.";
      case MALFORMED_HANDSHAKE -> "The handshake lacks what its specification requires.";
    };
  }
}

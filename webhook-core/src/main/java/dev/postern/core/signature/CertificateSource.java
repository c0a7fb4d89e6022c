package dev.postern.core.signature;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The port through which certificate-based schemes (SNS, PayPal) get certificates. A scheme has
 * judged the URL before it asks, and judges the leaf's name and end afterwards; the implementation
 * guards the request (https, egress policy, size, time), answers only with chains that lead to a
 * root it trusts, and should cache. It must be thread-safe and must throw nothing else than {@link
 * UnavailableException}.
 */
@FunctionalInterface
public interface CertificateSource {

  /**
   * Nobody could be asked just now: whether the request is genuine stays open, and the sender is to
   * come again.
   */
  final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String detail) {
      super(detail);
    }
  }

  /**
   * The chain found at that URL, leaf first, or an empty list when there is none to be had.
   *
   * @throws UnavailableException when asking again may help
   */
  List<X509Certificate> fetch(URI url);

  /** Knows no certificates, so that certificate-based schemes refuse everything. */
  static CertificateSource none() {
    return url -> List.of();
  }
}

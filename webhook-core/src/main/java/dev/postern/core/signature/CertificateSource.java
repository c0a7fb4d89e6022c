package dev.postern.core.signature;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The port through which certificate-based schemes (SNS, PayPal) get certificates. A scheme has
 * judged the URL before it asks, and judges the leaf's name and end afterwards; the implementation
 * guards the request (https, egress policy, size, time), answers only with chains that lead to a
 * root it trusts, and should cache. It must be thread-safe and must not throw.
 */
@FunctionalInterface
public interface CertificateSource {

  /** The chain found at that URL, leaf first, or an empty list when there is none to be had. */
  List<X509Certificate> fetch(URI url);

  /** Knows no certificates, so that certificate-based schemes refuse everything. */
  static CertificateSource none() {
    return url -> List.of();
  }
}

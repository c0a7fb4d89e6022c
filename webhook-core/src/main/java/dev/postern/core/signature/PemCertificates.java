package dev.postern.core.signature;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates in PEM, for implementations of {@link CertificateSource}. */
public final class PemCertificates {
  private PemCertificates() {}

  /** The certificates in their order; none when the text holds no readable ones. */
  public static List<X509Certificate> parse(String pem) {
    if (pem.isBlank()) {
      return List.of();
    }
    try {
      byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(bytes))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      return List.of();
    }
  }
}

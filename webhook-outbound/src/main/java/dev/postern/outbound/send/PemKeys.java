package dev.postern.outbound.send;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys in the text form of RFC 7468. */
final class PemKeys {
  private static final int MOST_CERTIFICATES = 20;
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

  private PemKeys() {}

  /**
   * @throws IllegalArgumentException one sentence
   */
  static List<X509Certificate> certificates(String pem) {
    try {
      List<X509Certificate> read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (read.isEmpty() || read.size() > MOST_CERTIFICATES) {
        throw new IllegalArgumentException(
            "Give 1 to " + MOST_CERTIFICATES + " certificates in PEM.");
      }
      return read;
    } catch (CertificateException e) {
      throw new IllegalArgumentException("This is not a certificate in PEM.", e);
    }
  }

  /**
   * The private key that belongs to the public one.
   *
   * @throws IllegalArgumentException one sentence
   */
  static PrivateKey key(String pem, PublicKey counterpart) {
    Matcher match = KEY.matcher(pem.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "This is not an unencrypted PKCS #8 key in PEM (BEGIN PRIVATE KEY); openssl pkcs8 -topk8"
              + " -nodes makes one.");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(match.group(1));
      PrivateKey key =
          KeyFactory.getInstance(counterpart.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(der));
      if (!belong(key, counterpart)) {
        throw new IllegalArgumentException("The key does not belong to the certificate.");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The key does not belong to the certificate.", e);
    }
  }

  private static boolean belong(PrivateKey key, PublicKey counterpart)
      throws GeneralSecurityException {
    String algorithm =
        switch (counterpart.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> counterpart.getAlgorithm();
        };
    byte[] probe = "postern".getBytes(StandardCharsets.US_ASCII);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(probe);
    byte[] made = signature.sign();
    signature.initVerify(counterpart);
    signature.update(probe);
    return signature.verify(made);
  }
}

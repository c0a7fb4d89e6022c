package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.CertificateSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Signatures under a certificate that the sender points to. */
public final class RsaCertificate {
  private RsaCertificate() {}

  /**
   * The URL, if it is https on the default port, without user information, and its host matches.
   */
  public static Optional<URI> trustedUrl(String text, Pattern host) {
    try {
      URI url = new URI(text);
      boolean trusted =
          "https".equalsIgnoreCase(url.getScheme())
              && url.getRawUserInfo() == null
              && (url.getPort() == -1 || url.getPort() == 443)
              && url.getHost() != null
              && host.matcher(url.getHost().toLowerCase(Locale.ROOT)).matches();
      return trusted ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * The certificate found there, unless it has ended or names somebody else. That its chain leads
   * to a root is the source's to know: see {@link CertificateSource}.
   *
   * @param owner what its common name must match
   */
  public static Optional<X509Certificate> fetch(
      CertificateSource source, URI url, Pattern owner, Instant now) {
    List<X509Certificate> chain = source.fetch(url);
    return chain.stream()
        .findFirst()
        .filter(leaf -> now.isBefore(leaf.getNotAfter().toInstant()))
        .filter(leaf -> owner.matcher(commonName(leaf)).matches());
  }

  private static String commonName(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    return Pattern.compile("(?:^|,)CN=([^,\\\\+]+)")
        .matcher(subject)
        .results()
        .map(match -> match.group(1))
        .findFirst()
        .orElse("");
  }

  public static boolean verifies(
      X509Certificate certificate, String algorithm, String message, String base64) {
    Optional<byte[]> candidate = Encoding.BASE64.decode(base64);
    if (candidate.isEmpty()) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initVerify(certificate.getPublicKey());
      signature.update(message.getBytes(StandardCharsets.UTF_8));
      return signature.verify(candidate.get());
    } catch (GeneralSecurityException e) {
      // A signature of another length, or a certificate whose key is of another kind.
      return false;
    }
  }

  /**
   * @param secret the base64 of a PKCS #8 RSA private key
   * @throws IllegalArgumentException when it is none
   */
  public static String sign(String algorithm, String message, SecretText secret) {
    try {
      byte[] pkcs8 = Base64.getDecoder().decode(secret.reveal());
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
      signature.update(message.getBytes(StandardCharsets.UTF_8));
      return Encoding.BASE64.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The secret is no RSA private key.", e);
    }
  }
}

package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.CertificateSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
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
      X509Certificate certificate, KeyPairAlgorithm algorithm, String message, String base64) {
    List<byte[]> bytes = List.of(message.getBytes(StandardCharsets.UTF_8));
    return Encoding.BASE64
        .decode(base64)
        .filter(it -> algorithm.verifies(certificate.getPublicKey(), bytes, it))
        .isPresent();
  }

  /**
   * @param secret base64 or PEM of a PKCS #8 RSA private key
   * @throws IllegalArgumentException when it is none
   */
  public static String sign(KeyPairAlgorithm algorithm, String message, SecretText secret) {
    PrivateKey key =
        KeyText.der(secret)
            .flatMap(pkcs8 -> KeyText.privateKey("RSA", pkcs8))
            .orElseThrow(() -> new IllegalArgumentException("The secret is no RSA private key."));
    return Encoding.BASE64.encode(
        algorithm.sign(key, List.of(message.getBytes(StandardCharsets.UTF_8))));
  }
}

package dev.postern.core.config;

import dev.postern.core.secret.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The certificate that the node shows when it ends TLS itself. The server reads the same variables
 * for its listener; here they are only tried, because the server would start without a working
 * listener and say so in its log alone.
 *
 * @param port where TLS is spoken
 * @param keyStore a PKCS#12 file with the private key and its chain
 */
public record GateCertificate(int port, Path keyStore, SecretText password) {
  private static final String PASSWORD = "postern.tls.keystore.password";
  private static final String KEY_STORE = "postern.tls.keystore";
  private static final String PORT = "postern.https.port";
  private static final int NONE = -1;
  private static final Optional<Path> NO_FILE = Optional.empty();

  static Optional<GateCertificate> from(Settings settings) {
    int port = settings.port(PORT, NONE);
    Optional<SecretText> password =
        settings.optional(PASSWORD, "the key store's password", SecretText::of);
    Optional<Path> keyStore =
        settings
            .optional(
                KEY_STORE,
                "the absolute path of a PKCS#12 file with a private key, opened by"
                    + " POSTERN_TLS_KEYSTORE_PASSWORD",
                text -> isStandIn(text) ? NO_FILE : Optional.of(holdingKey(text, password)))
            .orElse(NO_FILE);
    if (keyStore.isPresent() != (port != NONE)) {
      throw new ConfigException(
          keyStore.isPresent()
              ? "POSTERN_TLS_KEYSTORE is set and POSTERN_HTTPS_PORT is not: name the port, 8443"
                  + " say."
              : "POSTERN_HTTPS_PORT is set and POSTERN_TLS_KEYSTORE is not: TLS needs a"
                  + " certificate.");
    }
    SecretText word = password.orElse(SecretText.of(""));
    return keyStore.map(file -> new GateCertificate(port, file, word));
  }

  /**
   * What the file holds now, since a renewed one counts without a start; of several the one that
   * ends first.
   *
   * @throws IllegalStateException when it cannot be read, or holds no certificate of a private key
   */
  public X509Certificate current() {
    try {
      KeyStore store = KeyStore.getInstance(keyStore.toFile(), password.reveal().toCharArray());
      List<X509Certificate> own = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          own.add(certificate);
        }
      }
      return Collections.min(own, Comparator.comparing(X509Certificate::getNotAfter));
    } catch (IOException
        | GeneralSecurityException
        | IllegalArgumentException
        | NoSuchElementException e) {
      throw new IllegalStateException("The gate's certificate cannot be read.", e);
    }
  }

  /** The server's own default, without which it would look for a file of no name. */
  private static boolean isStandIn(String text) {
    return Path.of(text).equals(Path.of(System.getProperty("java.home"), "lib/security/cacerts"));
  }

  private static Path holdingKey(String text, Optional<SecretText> password) {
    Path file = Path.of(text);
    if (!file.isAbsolute()) {
      throw new IllegalArgumentException("it is relative");
    }
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("it cannot be read");
    }
    char[] word = password.map(SecretText::reveal).orElse("").toCharArray();
    try {
      KeyStore store = KeyStore.getInstance(file.toFile(), word);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return file;
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("the password does not open it", e);
    }
    throw new IllegalArgumentException("there is no private key in it");
  }
}

package dev.postern.outbound.send;

import dev.postern.core.egress.EgressUrl;
import dev.postern.core.secret.SecretText;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS 1.2 or newer with the host name verified against the certificate, RFC 9110 section 4.3.4. */
public final class Tls {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
  private static final Pattern PIN = Pattern.compile("[A-Za-z0-9+/]{43}=");
  private static final char[] NO_PASSWORD = new char[0];

  private final SSLContext context;
  private final List<String> pins;

  private Tls(SSLContext context, List<String> pins) {
    this.context = context;
    this.pins = pins;
  }

  /** Trusts what the Java runtime trusts. */
  public static Tls ofRuntime() {
    try {
      return new Tls(SSLContext.getDefault(), List.of());
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException("The Java runtime has no working TLS", broken);
    }
  }

  /** Trusts, and identifies itself by, what the context holds. */
  public static Tls of(SSLContext context) {
    return new Tls(context, List.of());
  }

  /**
   * @throws IllegalArgumentException one sentence about what cannot be used
   */
  public static Tls of(TlsProfile profile) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity(profile), trust(profile), null);
      profile.pins().forEach(Tls::requirePin);
      return new Tls(context, profile.pins());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("These TLS settings cannot be used.", e);
    }
  }

  /** The same trust and identity, for this certificate only. */
  Tls pinnedTo(List<String> keys) {
    return new Tls(context, keys);
  }

  SSLSocket handshake(Socket socket, EgressUrl url) throws IOException {
    // Host, not address: SNI and the name to verify stay what the URL says.
    SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(socket, url.host(), url.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setProtocols(VERSIONS);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    // The receiver's own certificate: what it sends above it was perhaps not part of the proof.
    if (!pins.isEmpty()
        && secure.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
        && !pins.contains(pin(shown))) {
      throw new SSLPeerUnverifiedException(
          "the certificate of " + url.host() + " is not one that was pinned");
    }
    return secure;
  }

  /** RFC 7469 section 2.4. */
  static String pin(X509Certificate certificate) {
    try {
      byte[] key = certificate.getPublicKey().getEncoded();
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException("The Java runtime has no SHA-256", broken);
    }
  }

  private static KeyManager @Nullable [] identity(TlsProfile profile)
      throws GeneralSecurityException, IOException {
    String chain = profile.certificates();
    SecretText key = profile.key();
    if (chain == null && key == null) {
      return null;
    }
    if (chain == null || key == null) {
      throw new IllegalArgumentException("A client certificate and its key go together.");
    }
    List<X509Certificate> certificates = PemKeys.certificates(chain);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry(
        "client",
        PemKeys.key(key.reveal(), certificates.getFirst().getPublicKey()),
        NO_PASSWORD,
        certificates.toArray(X509Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    return keys.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(TlsProfile profile)
      throws GeneralSecurityException, IOException {
    String authorities = profile.authorities();
    if (authorities == null) {
      return null;
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    List<X509Certificate> certificates = PemKeys.certificates(authorities);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("authority-" + i, certificates.get(i));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  private static void requirePin(String pin) {
    if (!PIN.matcher(pin).matches()) {
      throw new IllegalArgumentException("A pin is the base64 of the 32 bytes of a SHA-256.");
    }
  }
}

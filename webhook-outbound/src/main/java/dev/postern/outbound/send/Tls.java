package dev.postern.outbound.send;

import dev.postern.core.egress.EgressUrl;
import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** TLS 1.2 or newer with the host name verified against the certificate, RFC 9110 section 4.3.4. */
public final class Tls {

  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final SSLContext context;

  private Tls(SSLContext context) {
    this.context = context;
  }

  /** Trusts what the Java runtime trusts. */
  public static Tls ofRuntime() {
    try {
      return new Tls(SSLContext.getDefault());
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException("The Java runtime has no working TLS", broken);
    }
  }

  /** Trusts, and identifies itself by, what the context holds. */
  public static Tls of(SSLContext context) {
    return new Tls(context);
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
    return secure;
  }
}

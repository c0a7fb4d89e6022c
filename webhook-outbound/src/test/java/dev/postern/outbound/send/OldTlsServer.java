package dev.postern.outbound.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server of yesterday, in a process of its own because what TLS it speaks is a setting of the
 * whole runtime. Arguments: the version, the key store, its password, its key. Prints its port, and
 * serves until it is killed.
 */
final class OldTlsServer {
  private OldTlsServer() {}

  public static void main(String[] arguments) throws Exception {
    Security.setProperty("jdk.tls.disabledAlgorithms", "");
    SSLContext context = context(Path.of(arguments[1]), arguments[2].toCharArray(), arguments[3]);
    try (SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      server.setEnabledProtocols(new String[] {arguments[0]});
      PrintStream out = System.out;
      out.println(server.getLocalPort());
      out.flush();
      while (!server.isClosed()) {
        serve((SSLSocket) server.accept(), out);
      }
    }
  }

  private static void serve(SSLSocket socket, PrintStream out) {
    try (socket) {
      socket.startHandshake();
      out.println("session " + socket.getSession().getProtocol());
    } catch (IOException refused) {
      out.println("refused " + refused.getMessage());
    }
    out.flush();
  }

  private static SSLContext context(Path store, char[] password, String alias)
      throws IOException, GeneralSecurityException {
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      all.load(in, password);
    }
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, password);
    one.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(one, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}

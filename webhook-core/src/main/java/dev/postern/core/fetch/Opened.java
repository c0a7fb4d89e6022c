package dev.postern.core.fetch;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.jspecify.annotations.Nullable;

/** An open connection; {@code secure} lies over {@code plain} where the scheme asks for it. */
record Opened(Socket plain, @Nullable SSLSocket secure) {
  void bind(ManagedHttpClientConnection connection) throws IOException {
    if (secure == null) {
      connection.bind(plain);
    } else {
      connection.bind(secure, plain);
    }
  }
}

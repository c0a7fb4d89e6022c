package dev.postern.outbound.send;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP/1.1 on one socket, which can be asked whether anything has come without waiting for it: the
 * library's own look waits a millisecond, twice, and a delivery would pay for it each time. One
 * thread at a time.
 */
final class Wire extends DefaultBHttpClientConnection {
  private static final System.Logger LOG = System.getLogger(Wire.class.getName());
  private static final Timeout GLANCE = Timeout.ofMilliseconds(1);

  private boolean glancing;

  Wire(Http1Config config) {
    super(config, null, null, null, null, null, new DefaultHttpResponseParserFactory(config));
  }

  void over(Socket socket) throws IOException {
    bind(new Tapped(socket));
  }

  void over(SSLSocket secure, Socket plain) throws IOException {
    bind(new Tapped(secure, plain));
  }

  /**
   * Whether nothing has arrived that nobody asked for, as far as is known without waiting. That the
   * other side has closed is not known so.
   */
  boolean hasNothing() {
    glancing = true;
    try {
      return !isDataAvailable(GLANCE);
    } catch (IOException broken) {
      LOG.log(System.Logger.Level.TRACE, "idle_connection_broken", broken);
      return false;
    } finally {
      glancing = false;
    }
  }

  /** The same, and that the other side has not closed: waits a millisecond. */
  boolean isQuiet() {
    try {
      return !isStale() && hasNothing();
    } catch (IOException broken) {
      LOG.log(System.Logger.Level.TRACE, "idle_connection_broken", broken);
      return false;
    }
  }

  /** Thrown for each delivery on a kept connection, and read by nobody: no trace is taken. */
  private static final class Nothing extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private final class Tapped extends SocketHolder {
    Tapped(Socket socket) {
      super(socket);
    }

    Tapped(SSLSocket secure, Socket plain) {
      super(secure, plain);
    }

    @Override
    protected InputStream getInputStream(Socket socket) throws IOException {
      InputStream plain = getBaseSocket().getInputStream();
      return new FilterInputStream(socket.getInputStream()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          // Of TLS a record may have come that nobody has opened, or have been opened in part.
          if (glancing && plain.available() == 0 && in.available() == 0) {
            throw new Nothing();
          }
          return in.read(bytes, offset, length);
        }
      };
    }
  }
}

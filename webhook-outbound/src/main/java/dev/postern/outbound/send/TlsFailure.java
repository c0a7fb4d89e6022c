package dev.postern.outbound.send;

import dev.postern.core.egress.EgressUrl;
import dev.postern.outbound.send.Dial.Failed;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Puts a failed handshake into words that the owner of the endpoint can act on. */
final class TlsFailure {

  private TlsFailure() {}

  static Failed explain(IOException failed, EgressUrl url, boolean late) {
    if (late || failed instanceof SocketTimeoutException) {
      return new Failed(
          Outcome.TIMEOUT, "The TLS handshake with " + url.host() + " did not finish in time.");
    }
    if (failed instanceof SSLException) {
      return new Failed(Outcome.TLS_ERROR, reason(failed, url));
    }
    return failed instanceof SocketException
        ? new Failed(
            Outcome.RESET, url.host() + " broke the connection off during the TLS handshake.")
        : new Failed(
            Outcome.CONNECT_ERROR,
            "The connection to " + url.host() + " failed: " + failed.getMessage() + ".");
  }

  private static String reason(IOException failed, EgressUrl url) {
    String host = url.host();
    if (has(failed, CertificateExpiredException.class)) {
      return "The certificate of " + host + " has expired.";
    }
    if (has(failed, CertificateNotYetValidException.class)) {
      return "The certificate of " + host + " is not valid yet.";
    }
    if (has(failed, CertPathBuilderException.class)) {
      return "The certificate of " + host + " is not signed by a trusted authority.";
    }
    Optional<String> certificate =
        cause(failed, CertificateException.class).map(Throwable::getMessage);
    if (certificate.filter(TlsFailure::isAboutTheName).isPresent()) {
      return "The certificate is not for " + host + ": " + certificate.get();
    }
    String message = String.valueOf(failed.getMessage());
    if (isAboutTheVersion(message)) {
      return host + " offers only TLS older than 1.2, which is not safe any more.";
    }
    return message.contains("Unsupported or unrecognized SSL message")
        ? host + " does not speak TLS on port " + url.port() + "."
        : "No TLS session with " + host + ": " + message + ".";
  }

  /** The server's alert, or what the client says of the version that the server picked. */
  private static boolean isAboutTheVersion(String message) {
    return message.contains("protocol_version") || message.contains("selected protocol version");
  }

  private static boolean isAboutTheName(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("no name matching") || lower.contains("subject alternative");
  }

  private static boolean has(Throwable failed, Class<? extends Throwable> type) {
    return cause(failed, type).isPresent();
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failed, Class<T> type) {
    for (@Nullable Throwable t = failed; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return Optional.of(type.cast(t));
      }
    }
    return Optional.empty();
  }
}

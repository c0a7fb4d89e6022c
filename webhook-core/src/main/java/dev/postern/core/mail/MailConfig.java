package dev.postern.core.mail;

import dev.postern.core.config.ConfigException;
import dev.postern.core.config.Settings;
import dev.postern.core.secret.SecretText;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How letters leave.
 *
 * @param server absent: no mail is sent, links are shown to administrators instead
 * @param from sender of every letter
 */
public record MailConfig(Optional<Server> server, String from) {

  /**
   * @param tls TLS from the first byte ({@code smtps:}); otherwise STARTTLS, which is required as
   *     soon as there is a password to protect
   */
  public record Server(
      String host, int port, boolean tls, @Nullable String user, @Nullable SecretText password) {}

  public static MailConfig from(Settings settings) {
    Optional<Server> server =
        settings.optional(
            "postern.smtp.url",
            "smtp://user:password@host:587 or smtps://host:465",
            MailConfig::server);
    Optional<String> from =
        settings.optional("postern.mail.from", "an e-mail address", MailConfig::address);
    if (server.isPresent() && from.isEmpty()) {
      throw new ConfigException("POSTERN_MAIL_FROM is required with POSTERN_SMTP_URL.");
    }
    return new MailConfig(server, from.orElse("postern@localhost"));
  }

  private static Server server(String text) {
    URI uri = URI.create(text);
    boolean tls = "smtps".equals(uri.getScheme());
    if (!tls && !"smtp".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("not a mail server");
    }
    int port = uri.getPort() == -1 ? (tls ? 465 : 587) : uri.getPort();
    String credentials = uri.getRawUserInfo();
    if (credentials == null) {
      return new Server(uri.getHost(), port, tls, null, null);
    }
    String[] parts = credentials.split(":", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a user without a password");
    }
    return new Server(
        uri.getHost(), port, tls, decoded(parts[0]), SecretText.of(decoded(parts[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String address(String text) {
    if (!text.matches("[^@\\s]+@[^@\\s]+")) {
      throw new IllegalArgumentException("no address");
    }
    return text;
  }
}

package dev.postern.core.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.jspecify.annotations.Nullable;

/**
 * Hands letters to the configured server, certificate and host name checked. A blip is tried again
 * at once; whatever lasts longer is the outbox's to wait for.
 */
@ApplicationScoped
public class MailServer {
  private static final String TIMEOUT_MILLIS = "10000";

  private final MailConfig config;

  @Inject
  public MailServer(MailConfig config) {
    this.config = config;
  }

  /** For the container's proxy only. */
  protected MailServer() {
    this(new MailConfig(Optional.empty(), ""));
  }

  public boolean configured() {
    return config.server().isPresent();
  }

  @Retry(
      maxRetries = 2,
      delay = 500,
      delayUnit = ChronoUnit.MILLIS,
      jitter = 200,
      retryOn = MailException.class)
  public void send(Letter letter) {
    MailConfig.Server server = config.server().orElseThrow();
    try {
      MimeMessage message = new MimeMessage(session(server));
      message.setFrom(new InternetAddress(config.from()));
      message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
      message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
      message.setText(letter.text(), StandardCharsets.UTF_8.name());
      message.setHeader("Auto-Submitted", "auto-generated");
      Transport.send(message);
    } catch (MessagingException e) {
      throw new MailException("the mail server could not be reached or refused", e);
    }
  }

  private static Session session(MailConfig.Server server) {
    Properties settings = new Properties();
    String protocol = server.tls() ? "smtps" : "smtp";
    settings.setProperty("mail.transport.protocol", protocol);
    settings.setProperty("mail.transport.protocol.rfc822", protocol);
    String prefix = "mail." + protocol + ".";
    settings.setProperty(prefix + "host", server.host());
    settings.setProperty(prefix + "port", Integer.toString(server.port()));
    settings.setProperty(prefix + "auth", Boolean.toString(server.user() != null));
    settings.setProperty(prefix + "ssl.checkserveridentity", "true");
    settings.setProperty(prefix + "ssl.protocols", "TLSv1.2 TLSv1.3");
    settings.setProperty(prefix + "starttls.enable", "true");
    settings.setProperty(prefix + "starttls.required", Boolean.toString(server.user() != null));
    settings.setProperty(prefix + "connectiontimeout", TIMEOUT_MILLIS);
    settings.setProperty(prefix + "timeout", TIMEOUT_MILLIS);
    settings.setProperty(prefix + "writetimeout", TIMEOUT_MILLIS);
    return Session.getInstance(settings, authenticator(server));
  }

  private static @Nullable Authenticator authenticator(MailConfig.Server server) {
    String user = server.user();
    if (user == null || server.password() == null) {
      return null;
    }
    String password = server.password().reveal();
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(user, password);
      }
    };
  }
}

package dev.postern.core.mail;

import dev.postern.core.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The configuration of mail. */
@ApplicationScoped
public class MailProducer {
  @Produces
  @Singleton
  MailConfig config(Settings settings) {
    return MailConfig.from(settings);
  }
}

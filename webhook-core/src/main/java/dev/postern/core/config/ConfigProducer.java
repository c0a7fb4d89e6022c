package dev.postern.core.config;

import dev.postern.core.egress.system.OwnAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** MicroProfile Config as the source of every module's typed configuration. */
@ApplicationScoped
public class ConfigProducer {
  @Produces
  @Singleton
  Settings settings() {
    return new Settings(key -> ConfigProvider.getConfig().getOptionalValue(key, String.class));
  }

  @Produces
  @Singleton
  PlatformConfig platform(Settings settings) {
    PlatformConfig config = PlatformConfig.from(settings);
    return config.denying(OwnAddresses.of(config.databaseUrl()));
  }
}

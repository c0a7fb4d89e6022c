package dev.postern.outbound.config;

import dev.postern.core.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** One configuration a node, read when the first bean asks for it. */
@ApplicationScoped
public class OutboundConfigProducer {
  @Produces
  @Singleton
  OutboundConfig outbound(Settings settings) {
    return OutboundConfig.from(settings);
  }
}

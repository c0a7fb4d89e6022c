package dev.postern.ingest.config;

import dev.postern.core.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** One configuration a node. */
@ApplicationScoped
public class IngestConfigProducer {
  @Produces
  @Singleton
  IngestConfig ingest(Settings settings) {
    return IngestConfig.from(settings);
  }
}

package dev.postern.adminui.node;

import dev.postern.core.Service;
import dev.postern.core.access.Confirmed;
import dev.postern.core.access.oidc.OidcConfig;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.SettingNames;
import dev.postern.core.config.Settings;
import dev.postern.core.fetch.route.EgressRoute;
import dev.postern.core.mail.MailConfig;
import dev.postern.core.trace.CollectorConfig;
import dev.postern.ingest.config.IngestConfig;
import dev.postern.outbound.config.OutboundConfig;
import dev.postern.outbound.retention.SweepTimer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/**
 * Every module's typed configuration, read at once, so that a wrong value is found at the start.
 */
@Service
class NodeConfiguration {
  private final Instance<PlatformConfig> platform;
  private final Instance<IngestConfig> ingest;
  private final Instance<OutboundConfig> outbound;
  private final Instance<EgressRoute> route;
  private final Settings settings;

  @Inject
  NodeConfiguration(
      Instance<PlatformConfig> platform,
      Instance<IngestConfig> ingest,
      Instance<OutboundConfig> outbound,
      Instance<EgressRoute> route,
      Settings settings) {
    this.platform = platform;
    this.ingest = ingest;
    this.outbound = outbound;
    this.route = route;
    this.settings = settings;
  }

  PlatformConfig read() {
    SettingNames.refuseMisspelt(System.getenv());
    PlatformConfig config = platform.get();
    ingest.get();
    outbound.get();
    route.get();
    OidcConfig.from(settings);
    Confirmed.window(settings);
    MailConfig.from(settings);
    SweepTimer.every(settings);
    CollectorConfig.from(settings);
    return config;
  }
}

package dev.postern.outbound.dispatch;

import dev.postern.core.config.PlatformConfig;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.egress.system.SystemNameResolver;
import dev.postern.outbound.send.HttpSender;
import dev.postern.outbound.send.Tls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The node's way out: one name resolver, one sender with its kept connections. */
@ApplicationScoped
public class SenderProducer {
  @Produces
  @Singleton
  SystemNameResolver names() {
    return new SystemNameResolver();
  }

  void close(@Disposes SystemNameResolver names) {
    names.close();
  }

  @Produces
  @Singleton
  HttpSender sender(PlatformConfig config, SystemNameResolver names, InstantSource time) {
    return new HttpSender(new EgressResolver(config::egress, names), Tls.ofRuntime(), time);
  }

  void close(@Disposes HttpSender sender) {
    sender.close();
  }
}

package dev.postern.core.fetch;

import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.egress.system.SystemNameResolver;
import dev.postern.core.fetch.route.EgressRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/** The node's name resolver, its egress guard and its client for small requests: one of each. */
@ApplicationScoped
public class FetchProducer {
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
  EgressResolver egress(PlatformConfig config, SystemNameResolver names) {
    return new EgressResolver(config::egress, names);
  }

  @Produces
  @Singleton
  EgressRoute route(Settings settings) {
    return EgressRoute.from(settings);
  }

  @Produces
  @Singleton
  GuardedHttp http(EgressResolver egress, EgressRoute route) {
    try {
      return new GuardedHttp(egress, SSLContext.getDefault(), route);
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException("The Java runtime has no working TLS.", broken);
    }
  }

  void close(@Disposes GuardedHttp http) {
    http.close();
  }
}

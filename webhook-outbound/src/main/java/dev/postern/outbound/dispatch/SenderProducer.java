package dev.postern.outbound.dispatch;

import dev.postern.core.egress.EgressResolver;
import dev.postern.core.fetch.route.EgressRoute;
import dev.postern.outbound.send.HttpSender;
import dev.postern.outbound.send.Tls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The node's way out: one sender with its kept connections. */
@ApplicationScoped
public class SenderProducer {
  @Produces
  @Singleton
  HttpSender sender(EgressResolver egress, InstantSource time, EgressRoute route) {
    return new HttpSender(egress, Tls.ofRuntime(), time, route);
  }

  void close(@Disposes HttpSender sender) {
    sender.close();
  }
}

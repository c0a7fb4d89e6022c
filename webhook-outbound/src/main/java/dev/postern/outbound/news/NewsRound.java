package dev.postern.outbound.news;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.PlatformConfig.NodeRole;
import dev.postern.core.store.SeldomLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks for news every second, on the nodes that deliver, and every minute for what a deleted
 * endpoint has left open.
 */
@Service
public class NewsRound {
  private static final SeldomLog LOG = new SeldomLog(System.getLogger(NewsRound.class.getName()));

  private final EndpointNews news;
  private final ScheduledExecutorService timer;

  @Inject
  NewsRound(EndpointNews news, ScheduledExecutorService timer) {
    this.news = news;
    this.timer = timer;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event, PlatformConfig platform) {
    if (platform.roles().contains(NodeRole.DELIVER)) {
      timer.scheduleWithFixedDelay(() -> round(news::tell), 1, 1, TimeUnit.SECONDS);
      timer.scheduleWithFixedDelay(() -> round(news::endOfLeftOver), 5, 60, TimeUnit.SECONDS);
    }
  }

  private static void round(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.warn("endpoint_news_failed", e);
    }
  }
}

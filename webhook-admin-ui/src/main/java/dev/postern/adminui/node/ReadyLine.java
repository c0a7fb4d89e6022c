package dev.postern.adminui.node;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Prints {@code ready} once the node's own readiness answers over HTTP, as a balancer would see it.
 */
@Service
final class ReadyLine implements Runnable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int ATTEMPTS = 3000;

  private final PlatformConfig config;

  @Inject
  ReadyLine(PlatformConfig config) {
    this.config = config;
  }

  @Override
  public void run() {
    for (int i = 0; i < ATTEMPTS && !Thread.currentThread().isInterrupted(); i++) {
      if (ready()) {
        Terminal.say("ready");
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean ready() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + config.httpPort() + "/health/ready")
                  .toURL()
                  .openConnection(java.net.Proxy.NO_PROXY);
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(10_000);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}

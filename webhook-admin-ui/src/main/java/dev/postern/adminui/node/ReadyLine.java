package dev.postern.adminui.node;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Prints {@code ready} once the node's own readiness answers over HTTP, as a balancer would see it.
 * Where another process has the port, that one would answer: the node ends.
 */
@Service
final class ReadyLine implements Runnable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int ATTEMPTS = 3000;
  private static final int MOST = 64 * 1024;

  private final PlatformConfig config;
  private final NodeToken token;

  @Inject
  ReadyLine(PlatformConfig config, NodeToken token) {
    this.config = config;
    this.token = token;
  }

  private enum Seen {
    NOTHING,
    READY,
    ANOTHER
  }

  @Override
  public void run() {
    for (int i = 0; i < ATTEMPTS && !Thread.currentThread().isInterrupted(); i++) {
      switch (look()) {
        case READY -> {
          Terminal.say("ready");
          return;
        }
        case ANOTHER -> {
          NodeStart.end(
              NodeStart.EX_CONFIG,
              "POSTERN_HTTP_PORT is "
                  + config.httpPort()
                  + ", where another process answers already; choose another port, or stop that.");
          return;
        }
        case NOTHING -> LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private Seen look() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + config.httpPort() + "/health/ready")
                  .toURL()
                  .openConnection(java.net.Proxy.NO_PROXY);
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(10_000);
      if (connection.getResponseCode() != 200) {
        return Seen.NOTHING;
      }
      try (InputStream body = connection.getInputStream()) {
        String said = new String(body.readNBytes(MOST), StandardCharsets.UTF_8);
        return said.contains(token.word()) ? Seen.READY : Seen.ANOTHER;
      }
    } catch (IOException notYet) {
      return Seen.NOTHING;
    }
  }
}

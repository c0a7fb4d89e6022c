package dev.postern.bench.floor;

import dev.postern.bench.floor.BareServer.Features;
import dev.postern.bench.load.Crowd;
import dev.postern.bench.load.Sender;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the server can take in at all: 1 KiB each from 64 clients, for an empty servlet. */
public final class EmptyRequests implements Figure {
  private static final int CLIENTS = 64;

  /** As long as ours, which is compiled by then. */
  private static final Duration UNTIL_COMPILED = Duration.ofSeconds(80);

  private static final byte[] REQUEST =
      ("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
              + "Content-Length: 1024\r\nX-GitHub-Event: push\r\nX-GitHub-Delivery: bench\r\n"
              + "X-Hub-Signature-256: sha256="
              + "0".repeat(64)
              + "\r\n\r\n"
              + "x".repeat(1_024))
          .getBytes(StandardCharsets.US_ASCII);

  private BareServer server;

  @Override
  public String name() {
    return "floor: an empty servlet on the same server";
  }

  @Override
  public String unit() {
    return "requests/s";
  }

  @Override
  public void open(Bench bench) throws Exception {
    server = BareServer.start(bench.home(), Features.SERVLET);
    Crowd.rate(CLIENTS, UNTIL_COMPILED, this::client);
  }

  @Override
  public double measure(Bench bench) throws Exception {
    return Crowd.rate(CLIENTS, bench.round(), this::client);
  }

  private Crowd.Turn client(int which) throws Exception {
    return new Client(new Sender(server.port()));
  }

  private record Client(Sender sender) implements Crowd.Turn, AutoCloseable {
    @Override
    public boolean take() throws Exception {
      return sender.send(REQUEST) == 200;
    }

    @Override
    public void close() throws Exception {
      sender.close();
    }
  }

  @Override
  public void close() throws Exception {
    if (server != null) {
      server.close();
    }
  }
}

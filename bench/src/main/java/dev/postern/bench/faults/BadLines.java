package dev.postern.bench.faults;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** 10: names that do not resolve, certificates that nobody vouches for, ports where nobody is. */
final class BadLines implements Scenario {
  private static final int EVENTS = 5;

  /**
   * @param outcome what the ledger is to say of an attempt there
   */
  private record Line(String url, String outcome) {}

  @Override
  public int number() {
    return 10;
  }

  @Override
  public String title() {
    return "TLS and DNS failures";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      closed = socket.getLocalPort();
    }
    try (Play play = new Play(stage.cluster());
        SelfSigned stranger = new SelfSigned()) {
      Map<String, Line> lines = new LinkedHashMap<>();
      lines.put("nodns", new Line("https://hooks.no-such-zone-of-postern.com/", "DNS_ERROR"));
      lines.put("nobody", new Line("http://127.0.0.1:" + closed + "/", "CONNECT_ERROR"));
      // Without TLS it waits for the end of a head that never comes, and says nothing.
      lines.put("plain", new Line("https://127.0.0.1:" + play.receiver().port() + "/", "TIMEOUT"));
      lines.put("stranger", new Line("https://127.0.0.1:" + stranger.port() + "/", "TLS_ERROR"));
      lines.put("reset", new Line(play.receiver().url("reset"), "RESET"));
      play.receiver().behave("reset", new Behaviour.Resets());
      for (Map.Entry<String, Line> line : lines.entrySet()) {
        play.endpoint(
            line.getKey(),
            Map.of(
                "url", line.getValue().url(),
                "max_attempts", 2,
                "timeout_seconds", 3,
                "suspend_after_failures", 1000));
      }
      List<String> healthy = Pace.names("ok", 10);
      for (String name : healthy) {
        play.endpoint(name, Map.of());
      }
      Duration length = stage.either(Duration.ofSeconds(8), Duration.ofSeconds(30));
      Pace.of(play, healthy, 20, Duration.ofSeconds(3));
      Pace.Latency alone = Pace.of(play, healthy, 20, length);
      try (Publisher publisher = play.publisher()) {
        for (String name : lines.keySet()) {
          publisher.now(EVENTS, play.application(name));
        }
      }
      Pace.Latency beside = Pace.of(play, healthy, 20, length);
      boolean over = play.drained(Duration.ofSeconds(60));
      Map<String, String> outcomes = outcomes(play);
      boolean named =
          lines.entrySet().stream()
              .allMatch(it -> it.getValue().outcome().equals(outcomes.get(it.getKey())));
      return Outcome.of(
          Pace.fair(alone, beside),
          play.judge().terminal(),
          Finding.of(Criterion.X, named && over, "each is named in the ledger: %s", outcomes));
    }
  }

  /** By event type; several outcomes of one type are joined. */
  private static Map<String, String> outcomes(Play play) throws Exception {
    Map<String, String> found = new TreeMap<>();
    play.ledger()
        .ask(
            """
            select d.event_type, string_agg(distinct a.outcome, '+')
              from attempt a join delivery d on d.id = a.delivery_id
             where d.event_type !~ '^ok' and d.tenant_id = (select id from tenant where slug = ?)
             group by d.event_type
            """,
            rows -> found.put(rows.getString(1), rows.getString(2)));
    return found;
  }
}

package dev.postern.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** 9: receivers that answer slowly, endlessly, or with more than they seem to. */
final class BadAnswers implements Scenario {
  private static final int DEADLINE_SECONDS = 3;

  /** No more than open a circuit, so that all of them are tried. */
  private static final int EVENTS = 9;

  private static final long FLAT = 48L << 20;

  @Override
  public int number() {
    return 9;
  }

  @Override
  public String title() {
    return "slow headers, 1 byte/s, endless body, gzip bomb";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    Map<String, Behaviour> bad = new LinkedHashMap<>();
    bad.put("slowhead", new Behaviour.SlowHead());
    bad.put("slowbody", new Behaviour.SlowBody());
    bad.put("endless", new Behaviour.Endless());
    bad.put("bomb", new Behaviour.Bomb());
    bad.put("silent", new Behaviour.Hangs());
    int copies = stage.either(2, 10);
    Duration length = stage.either(Duration.ofSeconds(10), Duration.ofSeconds(30));
    try (Play play = new Play(stage.cluster())) {
      List<String> healthy = Pace.names("ok", 10);
      for (String name : healthy) {
        play.endpoint(name, Map.of());
      }
      List<String> others = new ArrayList<>();
      for (String kind : bad.keySet()) {
        for (String name : Pace.names(kind, copies)) {
          others.add(name);
          play.receiver().behave(name, bad.get(kind));
          play.endpoint(name, Map.of("timeout_seconds", DEADLINE_SECONDS, "max_attempts", 1));
        }
      }
      Pace.of(play, healthy, 20, Duration.ofSeconds(5));
      Pace.Latency alone = Pace.of(play, healthy, 20, length);
      long before = stage.cluster().heap();
      try (Publisher publisher = play.publisher()) {
        for (String name : others) {
          publisher.now(EVENTS, play.application(name));
        }
      }
      Pace.Latency beside = Pace.of(play, healthy, 20, length);
      play.drained(Duration.ofSeconds(120));
      long after = stage.cluster().heap();
      List<String> outcomes = outcomes(play);
      long longest =
          play.ledger()
              .number(
                  "select max(duration_ms) from attempt where tenant_id ="
                      + " (select id from tenant where slug = ?)");
      long tried =
          play.ledger()
              .number(
                  "select count(*) from attempt a join delivery d on d.id = a.delivery_id"
                      + " where d.event_type !~ '^ok' and d.tenant_id"
                      + Ledger.OURS);
      return Outcome.of(
          Pace.fair(alone, beside),
          play.judge().terminal(),
          Finding.of(
              Criterion.X,
              // Each of them was met: what nobody tried was not cut either.
              tried == (long) others.size() * EVENTS
                  && longest <= DEADLINE_SECONDS * 1_000 + 1_500
                  && after - before < FLAT,
              "%d requests there, the longest %d ms of %d s; heap after collection %+d MiB; %s",
              tried,
              longest,
              DEADLINE_SECONDS,
              (after - before) >> 20,
              String.join(", ", outcomes)));
    }
  }

  private static List<String> outcomes(Play play) throws Exception {
    List<String> found = new ArrayList<>();
    play.ledger()
        .ask(
            """
            select regexp_replace(e.url, '.*/([a-z]+)[0-9]*$', '\\1') || ' ' || lower(a.outcome) || ' ' || count(*)
              from attempt a join delivery d on d.id = a.delivery_id join endpoint e on e.id = d.endpoint_id
             where e.url !~ '/ok[0-9]+$' and d.tenant_id = (select id from tenant where slug = ?)
             group by regexp_replace(e.url, '.*/([a-z]+)[0-9]*$', '\\1'), a.outcome order by 1
            """,
            rows -> found.add(rows.getString(1)));
    return found;
  }
}

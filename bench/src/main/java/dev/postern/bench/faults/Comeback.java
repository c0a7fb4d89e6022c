package dev.postern.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** 14: an endpoint was down for long, its backlog waits, and somebody enables it again. */
final class Comeback implements Scenario {
  private static final int SHARE = 10;
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  /** Others' events during the outage, for each healthy endpoint. */
  private static final Duration MEANWHILE = Duration.ofSeconds(2);

  @Override
  public int number() {
    return 14;
  }

  @Override
  public String title() {
    return "endpoint returns after an outage with its backlog";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    Duration outage = stage.either(Duration.ofSeconds(20), Duration.ofHours(1));
    int backlog = stage.either(1_000, 20_000);
    try (Play play = new Play(stage.cluster())) {
      List<String> healthy = Pace.names("ok", 10);
      for (String name : healthy) {
        play.endpoint(name, Map.of());
      }
      JsonNode down =
          play.endpoint("down", Map.of("suspend_after_failures", 5, "suspend_min_seconds", 1));
      play.receiver().behave("down", new Behaviour.Answers(503, Duration.ZERO));
      Pace.of(play, healthy, 20, WARM_UP);
      Pace.Latency alone = Pace.of(play, healthy, 20, Duration.ofSeconds(8));
      long begun = System.nanoTime();
      play.batch("down", backlog);
      Patience.require(Duration.ofSeconds(60), "it is suspended", () -> suspended(play));
      try (Publisher meanwhile = play.publisher()) {
        // Nobody's hour of outage is everybody's hour of silence.
        healthy.forEach(name -> meanwhile.every(MEANWHILE, play.application(name)));
        Patience.pause(outage.minusNanos(System.nanoTime() - begun));
      }
      Pace.of(play, healthy, 20, WARM_UP);
      play.receiver().behave("down", new Behaviour.Answers(204, Duration.ofMillis(30)));
      play.call(
          "POST",
          "/endpoints/" + down.path("id").asText() + "/enable",
          Map.of("backlog", "deliver"));
      long back = System.nanoTime();
      Pace.Latency beside = Pace.of(play, healthy, 20, Duration.ofSeconds(8));
      boolean out = play.drained(Duration.ofMinutes(10));
      double took = (System.nanoTime() - back) / 1e9;
      int together = play.truth().mostTogether("down", back);
      long delivered =
          play.truth()
              .arrivals()
              .filter(it -> it.endpoint().equals("down") && it.accepted())
              .map(Truth.Arrival::webhookId)
              .distinct()
              .count();
      int nodes = stage.cluster().members().size();
      return Outcome.of(
          Finding.of(
              Criterion.L, delivered == backlog, "%,d waited, %,d delivered", backlog, delivered),
          Pace.fair(alone, beside),
          play.judge().terminal(),
          Finding.of(
              Criterion.X,
              out && together <= SHARE * nodes,
              "down for %d s; out %.0f s after its return, at most %d at a time from %d nodes",
              outage.toSeconds(),
              took,
              together,
              nodes));
    }
  }

  private static boolean suspended(Play play) throws Exception {
    return play.ledger()
            .number(
                "select count(*) from endpoint_health where status = 'SUSPENDED' and tenant_id ="
                    + " (select id from tenant where slug = ?)")
        == 1;
  }
}

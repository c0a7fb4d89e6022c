package dev.postern.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** 13: a hundred healthy endpoints beside one that hangs with a long backlog. */
final class HangingNeighbour implements Scenario {
  @Override
  public int number() {
    return 13;
  }

  @Override
  public String title() {
    return "a backlog on a hanging endpoint beside 100 healthy";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    int backlog = stage.either(5_000, 100_000);
    Duration length = stage.either(Duration.ofSeconds(10), Duration.ofSeconds(60));
    try (Play play = new Play(stage.cluster())) {
      List<String> healthy = Pace.names("ok", 100);
      for (String name : healthy) {
        play.endpoint(name, Map.of());
      }
      play.receiver().behave("hang", new Behaviour.Hangs());
      JsonNode hanging = play.endpoint("hang", Map.of("suspend_after_failures", 1000));
      Pace.of(play, healthy, 20, Duration.ofSeconds(5));
      Pace.Latency alone = Pace.of(play, healthy, 20, length);
      play.batch("hang", backlog);
      Patience.pause(Duration.ofSeconds(2));
      Pace.Latency beside = Pace.of(play, healthy, 20, length);
      long waits = play.ledger().waiting();
      play.call("DELETE", "/endpoints/" + hanging.path("id").asText(), null);
      play.drained(Duration.ofSeconds(60));
      return Outcome.of(
          Pace.fair(alone, beside),
          play.judge().terminal(),
          Finding.of(
              Criterion.X,
              waits > backlog / 2,
              "backlog of %,d, %,d of it waiting in the end",
              backlog,
              waits));
    }
  }
}

package dev.postern.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** 17: everything that an endpoint ever got is sent again, beside live traffic. */
final class Replay implements Scenario {
  @Override
  public int number() {
    return 17;
  }

  @Override
  public String title() {
    return "replay beside live traffic";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    int count = stage.either(2_000, 100_000);
    Duration length = stage.either(Duration.ofSeconds(8), Duration.ofSeconds(60));
    try (Play play = new Play(stage.cluster())) {
      List<String> healthy = Pace.names("ok", 10);
      for (String name : healthy) {
        play.endpoint(name, Map.of());
      }
      JsonNode replayed = play.endpoint("old", Map.of());
      play.batch("old", count);
      Patience.require(
          Duration.ofMinutes(20), "the first time", () -> play.ledger().waiting() == 0);
      Pace.Latency alone = Pace.of(play, healthy, 20, length);
      JsonNode job =
          play.call(
              "POST",
              "/endpoints/" + replayed.path("id").asText() + "/replay",
              Map.of("since", "2020-01-01T00:00:00Z"));
      Pace.Latency beside = Pace.of(play, healthy, 20, length);
      String path = "/jobs/" + job.path("id").asText();
      Patience.require(
          Duration.ofMinutes(20),
          "the job is done",
          () -> play.call("GET", path, null).path("status").asText().equals("done"));
      play.drained(Duration.ofMinutes(5));
      long arrivals = play.truth().arrivals().filter(it -> it.endpoint().equals("old")).count();
      long events =
          play.truth()
              .arrivals()
              .filter(it -> it.endpoint().equals("old"))
              .map(Truth.Arrival::webhookId)
              .distinct()
              .count();
      Judge judge = play.judge();
      return Outcome.of(
          judge.nothingLost(),
          judge.noDuplicates(),
          Pace.fair(alone, beside),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              events == count && arrivals == 2L * count,
              "%,d events came %,d times",
              events,
              arrivals));
    }
  }
}

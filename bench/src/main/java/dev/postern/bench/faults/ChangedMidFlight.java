package dev.postern.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** 16: a secret is rotated, an endpoint disabled and enabled, another deleted, under traffic. */
final class ChangedMidFlight implements Scenario {
  private static final String OLD = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String NEW = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

  /** What other nodes' caches and what is on its way may take. */
  private static final long GRACE = Duration.ofMillis(1_500).toNanos();

  @Override
  public int number() {
    return 16;
  }

  @Override
  public String title() {
    return "rotation, disable and delete mid-flight";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    Duration between = stage.either(Duration.ofSeconds(4), Duration.ofSeconds(20));
    try (Play play = new Play(stage.cluster())) {
      JsonNode rotated = play.endpoint("rotated", Map.of("secret", OLD));
      JsonNode disabled = play.endpoint("disabled", Map.of());
      JsonNode deleted = play.endpoint("deleted", Map.of());
      for (String name : List.of("rotated", "disabled", "deleted")) {
        play.receiver().behave(name, new Behaviour.Answers(204, Duration.ofMillis(100)));
      }
      long rotation;
      long disabling;
      long enabling;
      long deletion;
      try (Publisher publisher = play.publisher()) {
        Duration interval = Duration.ofMillis(60);
        publisher
            .every(interval, play.application("rotated"))
            .every(interval, play.application("disabled"))
            .every(interval, play.application("deleted", Set.of()));
        Patience.pause(between);
        play.call(
            "POST",
            "/endpoints/" + id(rotated) + "/secrets/rotate",
            Map.of("overlap", "PT0S", "secret", NEW));
        rotation = System.nanoTime();
        play.call("POST", "/endpoints/" + id(disabled) + "/disable", Map.of());
        disabling = System.nanoTime();
        play.call("DELETE", "/endpoints/" + id(deleted), null);
        deletion = System.nanoTime();
        Patience.pause(between);
        enabling = System.nanoTime();
        play.call("POST", "/endpoints/" + id(disabled) + "/enable", Map.of("backlog", "deliver"));
        Patience.pause(between);
      }
      play.drained(Duration.ofSeconds(60));
      Judge judge = play.judge();
      Truth truth = play.truth();
      long unsigned =
          of(truth, "rotated").filter(it -> !it.signedBy(OLD) && !it.signedBy(NEW)).count();
      long stale =
          of(truth, "rotated").filter(it -> it.at() > rotation + GRACE && it.signedBy(OLD)).count();
      long whileDisabled =
          of(truth, "disabled")
              .filter(it -> it.at() > disabling + GRACE && it.at() < enabling)
              .count();
      long afterDeletion = of(truth, "deleted").filter(it -> it.at() > deletion + GRACE).count();
      return Outcome.of(
          judge.nothingLost(),
          judge.noDuplicates(),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              unsigned + stale + whileDisabled + afterDeletion == 0,
              "%d requests, %d under neither secret, %d under the old one after it expired, %d to"
                  + " the disabled, %d to the deleted endpoint",
              truth.arrivals().count(),
              unsigned,
              stale,
              whileDisabled,
              afterDeletion));
    }
  }

  private static String id(JsonNode endpoint) {
    return endpoint.path("id").asText();
  }

  private static Stream<Truth.Arrival> of(Truth truth, String endpoint) {
    return truth.arrivals().filter(it -> it.endpoint().equals(endpoint));
  }
}

package dev.postern.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** 16: a secret is rotated, an endpoint disabled and enabled, another deleted, under traffic. */
final class ChangedMidFlight implements Scenario {
  private static final String OLD = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String NEW = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

  /** What other nodes' caches and what is on its way may take. */
  private static final Duration GRACE = Duration.ofMillis(1_500);

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
      Last old = Last.of(of(truth, "rotated").filter(it -> it.signedBy(OLD)), rotation);
      Last toDisabled = Last.of(of(truth, "disabled").filter(it -> it.at() < enabling), disabling);
      Last toDeleted = Last.of(of(truth, "deleted"), deletion);
      return Outcome.of(
          judge.nothingLost(),
          judge.noDuplicates(),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              unsigned == 0 && Stream.of(old, toDisabled, toDeleted).allMatch(Last::inTime),
              "%d requests, %d under neither secret; the last under the old one %s after it"
                  + " expired, to the disabled endpoint %s, to the deleted %s, of %d ms",
              truth.arrivals().count(),
              unsigned,
              old,
              toDisabled,
              toDeleted,
              GRACE.toMillis()));
    }
  }

  /**
   * How long after a change the old state was still seen, whichever node it came from.
   *
   * @param seen at all: where it never was, its end shows nothing
   */
  private record Last(Duration after, boolean seen) {
    static Last of(Stream<Truth.Arrival> arrivals, long change) {
      OptionalLong last = arrivals.mapToLong(it -> it.at() - change).max();
      return new Last(Duration.ofNanos(last.orElse(0)), last.isPresent());
    }

    boolean inTime() {
      return seen && after.compareTo(GRACE) <= 0;
    }

    @Override
    public String toString() {
      return Math.max(0, after.toMillis()) + " ms";
    }
  }

  private static String id(JsonNode endpoint) {
    return endpoint.path("id").asText();
  }

  private static Stream<Truth.Arrival> of(Truth truth, String endpoint) {
    return truth.arrivals().filter(it -> it.endpoint().equals(endpoint));
  }
}

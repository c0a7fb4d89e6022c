package dev.postern.bench.faults;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** 15: an endpoint's circuit is open on three nodes, and each of them would like to probe it. */
final class OneProbe implements Scenario {
  private static final Duration ANSWERS_AFTER = Duration.ofMillis(700);

  @Override
  public int number() {
    return 15;
  }

  @Override
  public String title() {
    return "half-open on three nodes: one probe";
  }

  @Override
  public int nodes() {
    return 3;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    int events = stage.either(60, 300);
    int probes = stage.either(3, 4);
    try (Play play = new Play(stage.cluster())) {
      // The first wait is a thirtieth of the age that failures must have to suspend: two seconds.
      // They
      // must be more than there will be, or a late probe suspends the endpoint and all is held.
      play.endpoint("down", Map.of("suspend_min_seconds", 60, "suspend_after_failures", 1000));
      play.receiver().behave("down", new Behaviour.Answers(500, ANSWERS_AFTER));
      long opened;
      try (Publisher publisher = play.publisher()) {
        publisher.now(events, play.application("down"));
        Patience.require(Duration.ofSeconds(40), "the circuit opens", () -> breaker(play) > 0);
        Patience.require(
            Duration.ofSeconds(20), "nothing is on its way", () -> play.truth().unanswered() == 0);
        opened = System.nanoTime();
      }
      long quiet = opened;
      Patience.until(Duration.ofSeconds(70), () -> since(play, quiet).size() >= probes);
      List<Truth.Arrival> probing = since(play, quiet);
      int together = play.truth().mostTogether("down", quiet);
      play.receiver().behave("down", new Behaviour.Answers(204, Duration.ZERO));
      boolean out = play.drained(Duration.ofSeconds(120));
      Judge judge = play.judge();
      return Outcome.of(
          judge.nothingLost(),
          judge.noDuplicates(),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              together == 1 && probing.size() >= 2 && out,
              "%d probes by three nodes, at most %d at a time; %s",
              probing.size(),
              together,
              out ? "all went out when it was back" : "still waiting"));
    }
  }

  private static List<Truth.Arrival> since(Play play, long moment) {
    return play.truth()
        .arrivals()
        .filter(it -> it.at() > moment)
        .sorted(Comparator.comparingLong(Truth.Arrival::at))
        .toList();
  }

  private static long breaker(Play play) throws Exception {
    return play.ledger()
        .number(
            "select count(*) from endpoint_health where breaker <> 'CLOSED' and tenant_id ="
                + " (select id from tenant where slug = ?)");
  }
}

package dev.postern.bench.faults;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * 8: a node stands still longer than its lease, and then believes that nothing has happened. Its
 * requests have failed meanwhile; the other node's are on their way when it wakes up, so that a
 * failure that was stored under the old lease would make a third request of each.
 */
final class StoppedPastLease implements Scenario {
  private static final int EVENTS = 8;

  @Override
  public int number() {
    return 8;
  }

  @Override
  public String title() {
    return "node SIGSTOPped past its lease, then resumed";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    int rounds = stage.either(1, 5);
    Cluster cluster = stage.cluster();
    try (Play play = new Play(cluster)) {
      play.endpoint("a", Map.of("timeout_seconds", 20));
      long stale = 0;
      for (int round = 0; round < rounds; round++) {
        stale += round(cluster, play);
      }
      play.drained(Duration.ofSeconds(20));
      Judge judge = play.judge();
      long twice =
          play.truth().promises().values().stream()
              .filter(it -> play.truth().arrivals(it.number(), "a").size() == 2)
              .count();
      long attempts =
          play.ledger()
              .number(
                  "select count(*) from attempt where tenant_id ="
                      + " (select id from tenant where slug = ?)");
      long events = (long) rounds * EVENTS;
      return Outcome.of(
          judge.nothingLost(),
          judge.duplicates(),
          judge.recovered(Member.RECOVERY),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              stale == events && twice == events && attempts == events,
              "of %d stale settlements %d were rejected; %d came exactly twice, %d attempts in the"
                  + " ledger",
              events,
              stale,
              twice,
              attempts));
    }
  }

  /** How many settlements were rejected. */
  private static long round(Cluster cluster, Play play) throws Exception {
    CountDownLatch fail = new CountDownLatch(1);
    CountDownLatch take = new CountDownLatch(1);
    play.receiver().behave("a", new Behaviour.Waits(500, fail));
    Member still = cluster.member(0);
    Member other = cluster.member(1);
    long before = still.logged("delivery_lease_lost");
    long done = play.truth().arrivals().count();
    other.pause();
    try (Publisher publisher = play.publisher(still)) {
      publisher.now(EVENTS, play.application("a"));
      Patience.require(
          Duration.ofSeconds(20),
          "all are there",
          () -> play.truth().arrivals().count() == done + EVENTS);
      still.pause();
    } finally {
      other.resume();
    }
    try {
      play.fault();
      play.receiver().behave("a", new Behaviour.Waits(204, take));
      fail.countDown();
      Patience.require(
          Member.RECOVERY.plusSeconds(10),
          "the other node has sent them",
          () -> play.truth().arrivals().count() == done + 2 * EVENTS);
    } finally {
      still.resume();
    }
    Patience.until(
        Duration.ofSeconds(10), () -> still.logged("delivery_lease_lost") - before >= EVENTS);
    // Long enough for a third request, if a stale failure had been stored.
    Patience.pause(Duration.ofSeconds(3));
    take.countDown();
    play.drained(Duration.ofSeconds(20));
    return still.logged("delivery_lease_lost") - before;
  }
}

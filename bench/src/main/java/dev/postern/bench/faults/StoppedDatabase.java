package dev.postern.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * 23, beside the matrix: PostgreSQL is stopped as a process (SIGSTOP), all of it, and goes on
 * later. Connections stand, new ones are taken in by the system, and nobody answers.
 */
final class StoppedDatabase implements Scenario {
  /** Within which everything is as before: a statement or login that was under way is answered. */
  private static final Duration BACK = Member.RECOVERY;

  @Override
  public int number() {
    return 23;
  }

  @Override
  public String title() {
    return "database SIGSTOPped under load, then resumed";
  }

  @Override
  public int nodes() {
    return 2;
  }

  /**
   * @param told every node was not ready, and alive whenever it was asked
   * @param back after the database went on: all were ready, and traffic flowed
   * @param caughtUp after the same: all that was posted meanwhile was told 2xx or given up
   */
  private record Seen(boolean told, Asking.Refusals refusals, Duration back, Duration caughtUp) {}

  @Override
  public Outcome play(Stage stage) throws Exception {
    // Longer than any statement is waited for (30 s), and than who asks waits for an answer.
    Duration stop = stage.either(Duration.ofSeconds(35), Duration.ofSeconds(45));
    try (Play play = new Play(stage.cluster());
        Load load = new Load(play)) {
      List<Seen> seen = new ArrayList<>();
      for (int round = 0; round < stage.either(1, 3); round++) {
        load.flows();
        Patience.pause(Duration.ofMillis(stage.random().nextInt(300, 2_000)));
        seen.add(stopped(stage.cluster(), play, load, stop));
      }
      // As after a full disk: a webhook whose tries all failed is due again after two minutes.
      load.end(Duration.ofMinutes(5));
      return judged(play, load, stop, seen);
    }
  }

  private static Seen stopped(Cluster cluster, Play play, Load load, Duration stop)
      throws Exception {
    Health health = new Health(new Client());
    Lasting lasting = new Lasting(play.truth(), play.ledger());
    boolean told = true;
    Asking.Refusals refusals;
    long over;
    cluster.database().pause();
    try (Asking asking = new Asking(cluster, play.application("a"));
        ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> nodes = new ArrayList<>();
      try {
        // Beside it: a look takes seconds, and the stop is to last no longer than it is said to.
        long end = System.nanoTime() + stop.toNanos();
        for (Member member : cluster.members()) {
          nodes.add(looks.submit(() -> told(health, member, end)));
        }
        Patience.pause(stop);
        refusals = asking.refusals();
      } finally {
        cluster.database().resume();
        over = System.nanoTime();
      }
      for (Future<Boolean> node : nodes) {
        told &= node.get();
      }
    }
    for (Member member : cluster.members()) {
      Patience.require(
          Duration.ofSeconds(60),
          "a node is ready again",
          () -> {
            lasting.look();
            return health.ready(member) == 200;
          });
    }
    load.flows();
    lasting.look();
    Duration back = Duration.ofNanos(System.nanoTime() - over);
    lasting.end(over);
    // Each stop is a fault of its own: who was not told after one does not meet the next.
    Duration left = catchUp(stop).minusNanos(System.nanoTime() - over);
    boolean unused = load.caughtUp(left);
    Duration caughtUp = Duration.ofNanos(System.nanoTime() - over);
    return new Seen(told, refusals, back, caughtUp);
  }

  /**
   * Within which all is told: what is left of an event's time whose first try met the beginning.
   */
  private static Duration catchUp(Duration stop) {
    return Publisher.Terms.USUAL.patience().minus(stop);
  }

  private static boolean told(Health health, Member member, long end) throws InterruptedException {
    boolean red = false;
    boolean alive = true;
    while (System.nanoTime() < end) {
      red |= health.ready(member) == 503;
      alive &= health.live(member) == 200;
      Patience.pause(Duration.ofMillis(200));
    }
    return red && alive;
  }

  private static Outcome judged(Play play, Load load, Duration stop, List<Seen> seen)
      throws Exception {
    Judge judge = play.judge();
    long doubles = play.ledger().doubles();
    long told = seen.stream().filter(Seen::told).count();
    long back = seen.stream().mapToLong(it -> it.back().toMillis()).max().orElseThrow();
    long caughtUp = seen.stream().mapToLong(it -> it.caughtUp().toMillis()).max().orElseThrow();
    long refused = seen.stream().mapToLong(it -> it.refusals().count()).sum();
    long others = seen.stream().mapToLong(it -> it.refusals().others()).sum();
    long slowest =
        seen.stream().mapToLong(it -> it.refusals().slowest().toMillis()).max().orElseThrow();
    return Outcome.of(
        judge.nothingLost(),
        judge.duplicates(),
        Finding.of(
            Criterion.R,
            back <= BACK.toMillis(),
            "ready and flowing %.1f s after it at the latest, of %.1f",
            back / 1e3,
            BACK.toMillis() / 1e3),
        judge.terminal(),
        Finding.of(
            Criterion.X,
            told == seen.size()
                && refused > 0
                && others == 0
                && doubles == 0
                && caughtUp <= catchUp(stop).toMillis()
                && load.unacknowledged() == 0
                && load.answersBesides(0, 200, 202, 503) == 0,
            "stopped for %d s, %d times: %d times all nodes not ready and always alive; %d posts"
                + " answered meanwhile, the slowest after %.1f s, %d of them not with 503 and a"
                + " time to come again; all that was posted told %.1f s after it at the latest, of"
                + " %d; %d events twice, %d other refusals, %d never acked",
            stop.toSeconds(),
            seen.size(),
            told,
            refused,
            slowest / 1e3,
            others,
            caughtUp / 1e3,
            catchUp(stop).toSeconds(),
            doubles,
            load.answersBesides(0, 200, 202, 503),
            load.unacknowledged()));
  }
}

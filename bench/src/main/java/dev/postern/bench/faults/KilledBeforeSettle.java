package dev.postern.bench.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * 2: the receiver has said 2xx, and the node dies before that is stored. A lock from outside holds
 * the storing back; the other node is stopped meanwhile, so that all of it is the dying one's.
 */
final class KilledBeforeSettle implements Scenario {
  private static final int EVENTS = 8;

  @Override
  public int number() {
    return 2;
  }

  @Override
  public String title() {
    return "kill -9 after the receiver's 2xx, before settle";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    int rounds = stage.either(2, 5);
    try (Play play = new Play(stage.cluster())) {
      play.endpoint("a", Map.of());
      for (int round = 0; round < rounds; round++) {
        round(stage.cluster(), play);
      }
      play.drained(Duration.ofSeconds(30));
      Judge judge = play.judge();
      long again = play.truth().repeated().size();
      long times =
          play.truth().promises().values().stream()
              .filter(it -> play.truth().arrivals(it.number(), "a").size() == 2)
              .count();
      return Outcome.of(
          judge.nothingLost(),
          judge.duplicates(),
          judge.recovered(Member.RECOVERY),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              again == (long) rounds * EVENTS && times == again,
              "exactly one resend: %d of %d",
              times,
              rounds * EVENTS));
    }
  }

  private static void round(Cluster cluster, Play play) throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    play.receiver().behave("a", new Behaviour.Waits(204, answer));
    Member dying = cluster.member(0);
    Member other = cluster.member(1);
    other.pause();
    try (Publisher publisher = play.publisher(dying);
        Connection holder = cluster.database().connection()) {
      publisher.now(EVENTS, play.application("a"));
      Patience.require(
          Duration.ofSeconds(20), "all are there", () -> play.truth().unanswered() == EVENTS);
      holder.setAutoCommit(false);
      lock(holder, other);
      answer.countDown();
      play.receiver().behave("a", Behaviour.TAKES);
      Patience.require(
          Duration.ofSeconds(20),
          "its settlement waits for the lock",
          () ->
              cluster
                      .database()
                      .waiting(
                          "wait_event_type = 'Lock' and query ilike '%delete from delivery_queue%'")
                  > 0);
      // Of those that were answered in the meantime too, as one batch waits for the other.
      Set<String> inFlight = play.ledger().leased();
      dying.kill();
      play.truth().fault(System.nanoTime(), inFlight);
      holder.rollback();
    } finally {
      other.resume();
    }
    play.drained(Member.RECOVERY.plusSeconds(10));
    dying.startAgain();
  }

  /** The stopped node may have been in the middle of a claim: then it goes on for a moment. */
  private static void lock(Connection holder, Member stopped) throws Exception {
    try (Statement statement = holder.createStatement()) {
      statement.execute("set lock_timeout = '1s'");
      for (int i = 0; true; i++) {
        try {
          statement.execute("lock table delivery_queue in exclusive mode");
          return;
        } catch (SQLException held) {
          holder.rollback();
          if (i == 10) {
            throw held;
          }
          stopped.resume();
          Patience.pause(Duration.ofMillis(30));
          stopped.pause();
        }
      }
    }
  }
}

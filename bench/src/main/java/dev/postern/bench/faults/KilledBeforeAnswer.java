package dev.postern.bench.faults;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * 3: what was posted is committed, and the node dies before it has said so. PostgreSQL waits for a
 * standby that does not exist: the commit is durable and nobody is told.
 */
final class KilledBeforeAnswer implements Scenario {
  private static final int POSTED = 20;

  @Override
  public int number() {
    return 3;
  }

  @Override
  public String title() {
    return "kill -9 between ingest commit and answer";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    int rounds = stage.either(1, 5);
    Cluster cluster = stage.cluster();
    long committed = 0;
    try (Play play = new Play(cluster)) {
      play.endpoint("in", Map.of());
      play.endpoint("a", Map.of());
      Door provider = play.provider("in");
      Door application = play.application("a");
      for (int round = 0; round < rounds; round++) {
        committed += round(cluster, play, provider, application);
        // What is still being sent when the next one dies would come twice, and rightly so.
        play.drained(Duration.ofSeconds(60));
      }
      Judge judge = play.judge();
      long doubles = play.ledger().doubles();
      return Outcome.of(
          judge.nothingLost(),
          judge.noDuplicates(),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              doubles == 0
                  && committed > 0
                  && play.ledger().received() == (long) rounds * POSTED
                  && play.truth().promises().size() == 2 * rounds * POSTED,
              "one event each: %d posts died with a commit on disk, %d webhooks and %d events"
                  + " stored, %d twice",
              committed,
              play.ledger().received(),
              play.ledger()
                  .number(
                      "select count(*) from event where external_id is not null and tenant_id ="
                          + " (select id from tenant where slug = ?)"),
              doubles));
    }
  }

  /** How many waited for the end of a durable commit when the node died. */
  private static long round(Cluster cluster, Play play, Door provider, Door application)
      throws Exception {
    Database database = cluster.database();
    Member dying = cluster.member(0);
    Publisher in = play.publisher(dying);
    Publisher out = play.publisher(dying);
    CompletableFuture<Void> posting;
    long hanging;
    database.execute("alter system set synchronous_standby_names = 'nobody'");
    database.execute("select pg_reload_conf()");
    try {
      posting =
          CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> in.now(POSTED, provider)),
              CompletableFuture.runAsync(() -> out.now(POSTED, application)));
      Patience.require(
          Duration.ofSeconds(20),
          "commits hang",
          () -> database.waiting("wait_event = 'SyncRep'") > 1);
      Patience.pause(Duration.ofMillis(500));
      hanging = database.waiting("wait_event = 'SyncRep'");
      dying.kill();
    } finally {
      database.execute("alter system reset synchronous_standby_names");
      database.execute("select pg_reload_conf()");
    }
    dying.startAgain();
    posting.get();
    in.close();
    out.close();
    return hanging;
  }
}

package dev.postern.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that says nothing any more: who cannot wait is told so in time. */
class SilentDatabaseTest {
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private SilencingProxy proxy;
  private TestDatabase store;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    proxy = new SilencingProxy(SharedPostgres.server().getPort());
    store = TestDatabase.postgresBehind(proxy.port(), new String[] {"core"});
    database = store.database();
  }

  @AfterEach
  void close() {
    proxy.silence(false);
    proxy.close();
    store.close();
    threads.shutdownNow();
  }

  @Test
  void readiness_says_no_in_time_and_yes_when_the_database_is_back() throws Exception {
    StoreProbe probe = new StoreProbe(database, threads, SHORT);
    assertThat(probe.answers()).isTrue();

    proxy.silence(true);
    // The first one has a connection that stands; those after it need one anew.
    for (int i = 0; i < 3; i++) {
      assertThat(inTime(probe::answers)).isFalse();
    }

    proxy.silence(false);
    await().atMost(Duration.ofSeconds(20)).until(probe::answers);
  }

  @Test
  void patience_counts_for_every_statement_of_a_thread_and_for_its_commit() {
    assertThatThrownBy(() ->
            inTime(() ->
                Patience.within(
                    SHORT,
                    () ->
                        store
                            .transactions()
                            .required(() -> {
                              int changed =
                                  database.update("create temporary table spoken (word text)");
                              proxy.silence(true);
                              return changed;
                            }))))
        .hasCauseInstanceOf(StoreException.class);
  }

  /** JPA asks the container for a connection of its own, which is the transaction's. */
  @Test
  void patience_counts_for_what_goes_past_the_database_in_a_transaction() {
    int limit =
        Patience.within(
            SHORT,
            () ->
                store
                    .transactions()
                    .required(() -> {
                      assertThat(database.queryOne("select 1", row -> true)).isPresent();
                      return store.limitOfAnotherHandle();
                    }));

    assertThat(limit).isEqualTo(1_000);
  }

  @Test
  void patience_ends_with_the_work_and_the_shorter_one_counts() {
    Patience.run(
        SHORT,
        () -> {
          Patience.run(Duration.ofHours(1), () -> assertThat(Patience.current()).isEqualTo(SHORT));
          Patience.run(
              Duration.ofMillis(10),
              () -> assertThat(limit()).as("of the connection").isEqualTo(10));
          assertThat(limit()).isEqualTo(1_000);
        });
    assertThat(Patience.current()).isNull();
    assertThat(limit()).as("as its URL says").isZero();
  }

  private int limit() {
    return database.call(java.sql.Connection::getNetworkTimeout);
  }

  private <T> T inTime(java.util.concurrent.Callable<T> work) throws Exception {
    Future<T> done = threads.submit(work);
    return done.get(15, TimeUnit.SECONDS);
  }
}

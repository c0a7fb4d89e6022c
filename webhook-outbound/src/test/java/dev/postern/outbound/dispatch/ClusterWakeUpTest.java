package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.dispatch.store.PostgresNotifications;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes over one PostgreSQL. */
final class ClusterWakeUpTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final WakeSignal here = new WakeSignal();
  private final WakeSignal there = new WakeSignal();
  private final ConcurrentLinkedQueue<Connection> connections = new ConcurrentLinkedQueue<>();
  private final AtomicInteger errors = new AtomicInteger();
  private TestDatabase database;
  private ClusterBell bell;
  private ClusterEar ear;

  @BeforeEach
  void listen() throws Exception {
    database = TestDatabase.postgres(new String[] {"core"});
    bell = new ClusterBell(here, database.database(), threads);
    ear =
        new ClusterEar(
            there,
            threads,
            new PostgresNotifications(() -> {
              if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new ClassFormatError("Could not read a class.");
              }
              Connection connection = database.connection();
              connections.add(connection);
              return connection;
            }));
    ear.start();
    awaitRing(there);
  }

  @AfterEach
  void close() {
    ear.stop();
    threads.shutdownNow();
    database.close();
  }

  @Test
  void another_node_hears_of_it_long_before_it_would_poll() throws Exception {
    bell.deliveriesWaiting();

    awaitRing(here);
    awaitRing(there);
  }

  @Test
  void a_thousand_wake_ups_at_once_are_heard_and_none_is_left_behind() throws Exception {
    for (int i = 0; i < 1000; i++) {
      bell.deliveriesWaiting();
    }

    awaitRing(there);
  }

  @Test
  void a_connection_that_breaks_is_opened_again() throws Exception {
    breakConnection();
    await().atMost(LONG).until(() -> connections.size() >= 2);
    awaitRing(there);

    bell.deliveriesWaiting();
    awaitRing(there);
  }

  @Test
  void ear_outlives_errors_of_the_machine() throws Exception {
    errors.set(3);
    breakConnection();
    await().atMost(LONG).until(() -> connections.size() >= 2);
    assertThat(errors).as("all of them happened").hasValue(0);
    awaitRing(there);

    bell.deliveriesWaiting();
    awaitRing(there);
  }

  private void breakConnection() {
    database
        .database()
        .query(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and query like '%listen %' and pid <> pg_backend_pid()
            """,
            row -> true);
  }

  private static void awaitRing(WakeSignal signal) throws InterruptedException {
    long start = System.nanoTime();
    signal.await(LONG);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as("woken").isLessThan(LONG);
  }
}

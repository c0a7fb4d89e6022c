package dev.postern.bench.console;

import com.zaxxer.hikari.HikariDataSource;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.ledger.store.DeliveryReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Each change of a filter in the browser, and the page that it needs read by JDBC alone. */
final class Filters {
  private static final double LIMIT_MS = 300;
  private static final int WARMING = 2;

  private Filters() {}

  static void measure(Visitor visitor, Rooms rooms, int rounds, String url, ConsoleReport report) {
    visitor.signIn();
    visitor.deliveries();
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(url);
      pool.setMaximumPoolSize(1);
      DeliveryReader reader = new DeliveryReader(TestDatabase.over(pool).database());
      for (Gesture gesture : Gesture.all(rooms)) {
        List<Double> samples = new ArrayList<>();
        for (int i = -WARMING; i < rounds; i++) {
          double took = visitor.time(gesture);
          visitor.back();
          if (i >= 0) {
            samples.add(took);
          }
        }
        Timed timed =
            new Timed(
                gesture.name(), "ms", samples, LIMIT_MS, alone(reader, rooms, gesture, rounds));
        report.add(timed);
      }
    }
    visitor.leave();
  }

  /** The median. */
  private static double alone(DeliveryReader reader, Rooms rooms, Gesture gesture, int rounds) {
    InstantSource time = InstantSource.system();
    double[] all = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      reader.list(rooms.tenant(), gesture.filter().apply(time.instant()), PageRequest.first(25));
      all[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(all);
    return all[rounds / 2];
  }
}

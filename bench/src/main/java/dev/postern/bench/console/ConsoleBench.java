package dev.postern.bench.console;

import dev.postern.bench.run.Node;
import dev.postern.bench.run.Postgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./postern bench-console}: the console over a ledger that is full. */
@Command(
    name = "bench-console",
    mixinStandardHelpOptions = true,
    description = "Measures the console in a browser over a full ledger on PostgreSQL.")
public final class ConsoleBench implements Callable<Integer> {
  private static final String DATABASE = "console";

  @Option(names = "--deliveries", description = "How many are in the ledger (default: 10,000,000).")
  private long deliveries = 10_000_000;

  @Option(names = "--rounds", description = "Samples of each figure (default: 20).")
  private int rounds = 20;

  @Option(names = "--sessions", description = "Sessions opened to weigh one (default: 50).")
  private int sessions = 50;

  @Option(
      names = "--only",
      description = "Parts: view, pages, filters, sessions, plans.",
      split = ",")
  private List<String> only = List.of("view", "pages", "filters", "sessions", "plans");

  @Option(names = "--data", description = "Where the full ledger is kept for the next run.")
  private Path data = Path.of("data/bench-console");

  @Option(names = "--home", description = "The project.", required = true)
  private Path home;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ConsoleBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    PrintStream out = System.out;
    Path folder = Files.createDirectories(data).toRealPath();
    Path log = folder.resolve("log");
    try (Postgres postgres = new Postgres(folder.resolve("postgres"), PlanLog.settings(log))) {
      String url = filled(postgres, folder, out);
      ConsoleReport report = new ConsoleReport(home, deliveries);
      try (Node node = Node.start(home, url, Visitor.ACCOUNT);
          Visitor visitor = new Visitor(node.url())) {
        Rooms rooms = Rooms.of(url);
        if (only.contains("filters")) {
          Filters.measure(visitor, rooms, rounds, url, report);
        }
        if (only.contains("pages")) {
          Pages.measure(visitor, rounds, report);
        }
        if (only.contains("view")) {
          report.add(FirstView.measure(visitor, rounds));
        }
        if (only.contains("sessions")) {
          report.add(Sessions.weigh(node, visitor, sessions));
        }
        if (only.contains("plans")) {
          report.plans(new PlanLog(log, url).of(visitor, Gesture.all(rooms)));
        }
      }
      out.println("written: " + report.write());
    }
    return 0;
  }

  /** The database, filled by an earlier run or by this one. */
  private String filled(Postgres postgres, Path folder, PrintStream out)
      throws IOException, SQLException, InterruptedException {
    Path complete = folder.resolve("filled-" + deliveries);
    String url = postgres.url(DATABASE);
    if (Files.exists(complete)) {
      return url;
    }
    Postgres.execute(
        postgres.url("postgres"), "drop database if exists " + DATABASE + " with (force)");
    Postgres.execute(postgres.url("postgres"), "create database " + DATABASE);
    try (Node node = Node.start(home, url, Map.of())) {
      Tenancy.found(node);
      node.stop();
    }
    long start = System.nanoTime();
    out.printf("… filling the ledger with %,d deliveries%n", deliveries);
    new FullLedger(url, deliveries).fill();
    out.printf("  %,d s%n", (System.nanoTime() - start) / 1_000_000_000);
    Files.createFile(complete);
    return url;
  }
}

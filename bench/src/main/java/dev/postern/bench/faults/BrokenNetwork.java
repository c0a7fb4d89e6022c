package dev.postern.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * 22, beside the matrix: the network between one node and the database, and between the nodes and
 * the receiver: delay, RST, cut after N bytes, half-open.
 */
final class BrokenNetwork implements Scenario {
  /** A statement that hears nothing is given up after this; its locks are kept as long. */
  private static final Duration STATEMENT = Duration.ofSeconds(30);

  private static final Duration BREAK = Duration.ofSeconds(3);

  /** Short enough for a request that hears nothing to come again before recovery is due. */
  private static final int TIMEOUT_SECONDS = 3;

  @Override
  public int number() {
    return 22;
  }

  @Override
  public String title() {
    return "network to the database and to the receiver: delay, RST, cut after N bytes, half-open";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    // In full longer than any limit; in the smaller form lines that were there stay dead for ever.
    Duration silence = stage.either(Duration.ofSeconds(12), STATEMENT.plusSeconds(15));
    RandomGenerator random = stage.random();
    List<HalfOpen.Seen> seen = new ArrayList<>();
    try (Play play = new Play(stage.cluster());
        Load load = new Load(play, it -> settings(play, it))) {
      for (int round = 0; round < stage.either(1, 3); round++) {
        for (Proxy line : List.of(stage.cluster().member(random.nextInt(2)).line(), play.line())) {
          broken(play, load, line, new Proxy.Trouble.Delay(Duration.ofMillis(100)));
          broken(play, load, line, new Proxy.Trouble.Refuse());
          broken(play, load, line, new Proxy.Trouble.CutAfter(random.nextInt(100, 5_000)));
        }
        broken(play, load, play.line(), new Proxy.Trouble.Silence());
        load.flows();
        seen.add(new HalfOpen(stage.cluster(), play).play(random.nextInt(2), silence, STATEMENT));
      }
      load.flows();
      // As after a full disk: a webhook whose tries all failed is due again after two minutes.
      load.end(Duration.ofMinutes(5));
      return judged(play, load, silence, seen);
    }
  }

  private static Map<String, ?> settings(Play play, String endpoint) {
    return Map.of(
        "url",
        play.along(endpoint),
        "timeout_seconds",
        TIMEOUT_SECONDS,
        // A circuit that opens is tried after a second, and nothing is suspended.
        "suspend_min_seconds",
        30,
        "suspend_after_failures",
        1_000);
  }

  private static void broken(Play play, Load load, Proxy line, Proxy.Trouble trouble)
      throws Exception {
    load.flows();
    Lasting lasting = new Lasting(play.truth(), play.ledger());
    line.trouble(trouble);
    if (trouble instanceof Proxy.Trouble.Refuse) {
      line.reset();
    }
    long end = System.nanoTime() + BREAK.toNanos();
    while (System.nanoTime() < end) {
      lasting.look();
      Patience.pause(Duration.ofMillis(200));
    }
    line.trouble(Proxy.Trouble.NONE);
    lasting.end(System.nanoTime());
  }

  private static Outcome judged(Play play, Load load, Duration silence, List<HalfOpen.Seen> seen)
      throws Exception {
    Judge judge = play.judge();
    long doubles = play.ledger().doubles();
    long back = seen.stream().mapToLong(it -> it.readyAgain().toMillis()).max().orElseThrow();
    long sent = seen.stream().mapToLong(it -> it.sendsAgain().toMillis()).max().orElseThrow();
    return Outcome.of(
        judge.nothingLost(),
        judge.duplicates(),
        judge.recovered(Member.RECOVERY),
        judge.terminal(),
        Finding.of(
            Criterion.X,
            seen.stream().allMatch(HalfOpen.Seen::told)
                && doubles == 0
                && load.unacknowledged() == 0
                && load.answersBesides(0, 200, 202, 503) == 0,
            "database silent to one node for %d s, %d times: %d times not ready and always alive;"
                + " ready %.1f s after it and sending by itself after %.1f s at the latest, %d"
                + " lines kept half-open; %d events twice, 503 %d times, %d without an answer, %d"
                + " other refusals, %d never acked",
            silence.toSeconds(),
            seen.size(),
            seen.stream().filter(HalfOpen.Seen::told).count(),
            back / 1e3,
            sent / 1e3,
            seen.stream().mapToLong(HalfOpen.Seen::kept).sum(),
            doubles,
            load.answers(503),
            load.answers(0),
            load.answersBesides(0, 200, 202, 503),
            load.unacknowledged()));
  }
}

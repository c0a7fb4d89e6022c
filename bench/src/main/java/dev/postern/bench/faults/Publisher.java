package dev.postern.bench.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Posts events to whichever node answers, each again under the same id until it was told 2xx, and
 * promises to the truth only what was. Only so many are under way at once, from their first try to
 * their last, as in a client with a bounded pool: the others wait for their turn before they
 * connect.
 */
final class Publisher implements AutoCloseable {
  /**
   * @param atOnce events under way
   * @param patience from an event's first try until it is given up
   */
  record Terms(int atOnce, Duration patience) {
    static final Terms USUAL = new Terms(1_000, Duration.ofSeconds(90));
  }

  private static final System.Logger LOG = System.getLogger(Publisher.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private final Truth truth;
  private final Supplier<List<Integer>> ports;
  private final Duration patience;
  private final Semaphore turns;
  private final LongAccumulator longestTurn = new LongAccumulator(Math::max, 0);
  private final Client client = new Client();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private final AtomicInteger unacknowledged = new AtomicInteger();

  /** Neither told 2xx nor given up: when their application had them. */
  private final Map<Integer, Long> open = new ConcurrentHashMap<>();

  private volatile boolean going = true;

  Publisher(Truth truth, Supplier<List<Integer>> ports) {
    this(truth, ports, Terms.USUAL);
  }

  Publisher(Truth truth, Supplier<List<Integer>> ports, Terms terms) {
    this.truth = truth;
    this.ports = ports;
    patience = terms.patience();
    // Who came first is first: nobody waits longer than all that were before.
    turns = new Semaphore(terms.atOnce(), true);
  }

  /** Posts steadily until it is stopped. */
  Publisher every(Duration interval, Door door) {
    threads.submit(() -> {
      long next = System.nanoTime();
      while (going) {
        threads.submit(() -> post(door));
        next += interval.toNanos();
        Patience.pause(Duration.ofNanos(next - System.nanoTime()));
      }
    });
    return this;
  }

  /** Several at once; returns when all of them were told 2xx. */
  void now(int count, Door door) {
    try (ExecutorService crowd = Executors.newFixedThreadPool(Math.min(count, 16))) {
      for (int i = 0; i < count; i++) {
        crowd.submit(() -> post(door));
      }
    }
  }

  private void post(Door door) {
    int own = NUMBER.incrementAndGet();
    // Before the turn: how long an event takes is counted from when its application had it.
    long begun = System.nanoTime();
    open.put(own, begun);
    try {
      turns.acquire();
      try {
        longestTurn.accumulate(System.nanoTime() - begun);
        insist(own, door, begun);
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(own);
    }
  }

  private void insist(int own, Door door, long begun) throws InterruptedException {
    String number = "n" + own;
    byte[] body = door.body(number);
    Map<String, String> headers = door.headers(body);
    long firstTry = System.nanoTime();
    StringBuilder tries = new StringBuilder();
    for (int turn = own; System.nanoTime() - firstTry < patience.toNanos(); turn++) {
      List<Integer> nodes = ports.get();
      int port = nodes.get(turn % nodes.size());
      Client.Answer answer = client.send(port, "POST", door.path(), headers, body);
      statuses.computeIfAbsent(answer.status(), none -> new LongAdder()).increment();
      if (answer.good()) {
        truth.promised(
            new Truth.Promise(number, answer.body().path("id").asText(), door.endpoints(), begun));
        return;
      }
      Duration asked = answer.retryAfter();
      tries.append(
          " %d ms :%d %d %s %ds;"
              .formatted(
                  Patience.millis(System.nanoTime() - firstTry),
                  port,
                  answer.status(),
                  answer.body().path("code").asText(),
                  asked.toSeconds()));
      Patience.pause(asked.compareTo(PAUSE) > 0 ? asked : PAUSE);
    }
    unacknowledged.incrementAndGet();
    LOG.log(System.Logger.Level.WARNING, "{0} was given up after{1}", number, tries);
  }

  /** Begins nothing new, and returns when everything begun was told 2xx or given up. */
  void stop() {
    going = false;
    threads.close();
  }

  /** Whether every event that its application had before that moment was told 2xx or given up. */
  boolean doneWithAllBefore(long moment) {
    return open.values().stream().noneMatch(begun -> begun - moment < 0);
  }

  /** How often each status was answered; 0 is no answer. */
  Map<Integer, Long> statuses() {
    Map<Integer, Long> counts = new TreeMap<>();
    statuses.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }

  /** Answers other than those. */
  long answersBesides(Integer... expected) {
    List<Integer> fine = List.of(expected);
    return statuses().entrySet().stream()
        .filter(it -> !fine.contains(it.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  int unacknowledged() {
    return unacknowledged.get();
  }

  /** How long an event waited at most before its first try. */
  Duration longestTurn() {
    return Duration.ofNanos(longestTurn.get());
  }

  @Override
  public void close() {
    stop();
  }
}

package dev.postern.bench.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A node's lines to its database go half-open; what it says of itself, and that it comes back. */
record HalfOpen(Cluster cluster, Play play) {
  private static final Duration LOOK = Duration.ofMillis(200);

  /** What a node may need beyond a statement's limit: to connect, and to be asked. */
  private static final Duration MORE = Duration.ofSeconds(15);

  /** As many as are sent at once by a node alone. */
  private static final int EVENTS = 8;

  /**
   * @param told while the database was silent it was not ready, and alive whenever it was asked
   * @param readyAgain after the silence was over
   * @param sendsAgain the same, for what only it can send
   * @param kept lines that nobody had given up by then
   */
  record Seen(boolean told, Duration readyAgain, Duration sendsAgain, long kept) {}

  /**
   * @param statement after which a statement that hears nothing is given up
   * @throws IllegalStateException when the node did not come back in time
   */
  Seen play(int number, Duration silence, Duration statement) throws Exception {
    Member deaf = cluster.member(number);
    Health health = new Health(new Client());
    Lasting lasting = new Lasting(play.truth(), play.ledger());
    deaf.line().trouble(new Proxy.Trouble.Silence());
    long begun = System.nanoTime();
    boolean red = false;
    boolean alive = true;
    while (System.nanoTime() - begun < silence.toNanos()) {
      red |= health.ready(deaf) == 503;
      alive &= health.live(deaf) == 200;
      lasting.look();
      Patience.pause(LOOK);
    }
    deaf.line().trouble(Proxy.Trouble.NONE);
    long over = System.nanoTime();
    Duration patience = statement.plus(MORE);
    Patience.require(patience, "the node is ready again", () -> health.ready(deaf) == 200);
    long ready = System.nanoTime();
    // What still uses one may be caught in it until then: that belongs to the fault.
    Duration left = statement.minusNanos(System.nanoTime() - over);
    boolean unused = Patience.until(left, () -> deaf.line().halfOpen() == 0);
    long kept = unused ? 0 : deaf.line().halfOpen();
    sendsAlone(deaf, patience);
    lasting.end(Math.max(over, begun + statement.toNanos()));
    return new Seen(
        red && alive,
        Duration.ofNanos(ready - over),
        Duration.ofNanos(System.nanoTime() - over),
        kept);
  }

  /** The others stand still meanwhile. */
  private void sendsAlone(Member node, Duration atMost) throws Exception {
    Door door = play.application("alone" + System.nanoTime());
    play.endpoint(door.endpoints().iterator().next(), Map.of());
    for (Member other : others(node)) {
      other.pause();
    }
    try (Publisher publisher = play.publisher(node)) {
      publisher.now(EVENTS, door);
      Set<String> endpoints = door.endpoints();
      Patience.require(
          atMost,
          "it sends by itself",
          () ->
              play.truth()
                      .arrivals()
                      .filter(it -> endpoints.contains(it.endpoint()))
                      .map(Truth.Arrival::number)
                      .distinct()
                      .count()
                  == EVENTS);
    } finally {
      for (Member other : others(node)) {
        other.resume();
      }
    }
  }

  private List<Member> others(Member node) {
    return cluster.members().stream().filter(it -> it != node).toList();
  }
}

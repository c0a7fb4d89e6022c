package dev.postern.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * The traffic that most faults are set against: applications and providers, and a busy receiver.
 */
final class Load implements AutoCloseable {
  private static final Duration ANSWERS_AFTER = Duration.ofMillis(80);
  private final Play play;
  private final Publisher applications;
  private final Publisher providers;

  Load(Play play) throws IOException, InterruptedException {
    this(play, endpoint -> Map.of());
  }

  /**
   * @param settings of each endpoint by its name
   */
  Load(Play play, Function<String, Map<String, ?>> settings)
      throws IOException, InterruptedException {
    this.play = play;
    for (String endpoint : new String[] {"a", "b", "in"}) {
      play.endpoint(endpoint, settings.apply(endpoint));
      play.receiver().behave(endpoint, new Behaviour.Answers(204, ANSWERS_AFTER));
    }
    Duration interval = Duration.ofMillis(70);
    applications = play.publisher();
    providers = play.publisher();
    Door door = play.provider("in");
    applications.every(interval, play.application("a")).every(interval, play.application("b"));
    providers.every(interval, door);
  }

  /** Until what was there before the fault has been seen to flow. */
  void flows() throws Exception {
    int before = play.truth().promises().size();
    Patience.require(
        Duration.ofSeconds(60),
        "traffic flows",
        () -> play.truth().promises().size() > before + 60 && play.truth().arrivals().count() > 30);
  }

  /** Until all that was begun by now was told 2xx or given up; false when it took longer. */
  boolean caughtUp(Duration atMost) throws Exception {
    long now = System.nanoTime();
    return Patience.until(
        atMost, () -> applications.doneWithAllBefore(now) && providers.doneWithAllBefore(now));
  }

  /** Nothing new; everything begun is acknowledged; what waits has gone out. */
  void end(Duration atMost) throws Exception {
    applications.stop();
    providers.stop();
    play.drained(atMost);
  }

  long answersBesides(Integer... expected) {
    return applications.answersBesides(expected) + providers.answersBesides(expected);
  }

  long answers(int status) {
    return applications.statuses().getOrDefault(status, 0L)
        + providers.statuses().getOrDefault(status, 0L);
  }

  int unacknowledged() {
    return applications.unacknowledged() + providers.unacknowledged();
  }

  @Override
  public void close() {
    applications.close();
    providers.close();
  }
}

package dev.postern.core.pause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.store.TestDatabase;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is told to end. */
class ShutdownDrainTest {
  @Test
  @Timeout(120)
  void node_drains_from_the_signal_on() throws Exception {
    Process node =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Node.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader says = node.inputReader()) {
      assertThat(says.readLine()).isEqualTo("draining=false");

      // By its handle: the process itself would close what we read.
      assertThat(node.toHandle().destroy()).isTrue();

      assertThat(says.readLine()).isEqualTo("draining=true");
      assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      node.destroyForcibly();
    }
  }

  /** A board in a process of its own; what it says last is how the signal left it. */
  static final class Node {
    private Node() {}

    public static void main(String[] none) throws InterruptedException {
      try (TestDatabase database = TestDatabase.h2(new String[] {"core"})) {
        PauseBoard board = new PauseBoard(new PauseStore(database.database()));
        board.refresh();
        new ShutdownDrain(board).start("started");
        Runtime.getRuntime()
            .addShutdownHook(
                Thread.ofPlatform()
                    .unstarted(() -> {
                      for (int i = 0; i < 100 && !board.draining(); i++) {
                        sleep(Duration.ofMillis(50));
                      }
                      say(board);
                    }));
        say(board);
        Thread.sleep(Duration.ofMinutes(2));
      }
    }

    private static void say(PauseBoard board) {
      System.out.println("draining=" + board.draining());
    }

    private static void sleep(Duration time) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package dev.postern.bench.faults;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** How a receiver treats a request once it has read it. */
sealed interface Behaviour {
  Behaviour TAKES = new Answers(204, Duration.ZERO);

  record Answers(int status, Duration after) implements Behaviour {}

  /** 500 the first time that an event comes, 204 after that. */
  record RefusesOnce() implements Behaviour {}

  /** Answers when it is let. */
  record Waits(int status, CountDownLatch let) implements Behaviour {}

  /** Never says anything. */
  record Hangs() implements Behaviour {}

  /** A byte of the head a second. */
  record SlowHead() implements Behaviour {}

  /** A whole head, then a byte of the body a second. */
  record SlowBody() implements Behaviour {}

  /** A body that does not end, as fast as it is taken. */
  record Endless() implements Behaviour {}

  /** A little that would unpack to a gigabyte. */
  record Bomb() implements Behaviour {}

  /** Closes the connection with RST. */
  record Resets() implements Behaviour {}
}

package dev.postern.core.rest;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * When those who met a store that is away, or somebody at work on the same, should try again: after
 * one to five seconds, in turn. If all were told the same, they would come back as one crowd, and
 * whoever met a bad moment of something that comes and goes would meet it again. Thread-safe.
 */
final class StaggeredRetry {
  private static final int LONGEST = 5;
  private final AtomicInteger told = new AtomicInteger();

  int seconds() {
    return 1 + Math.floorMod(told.getAndIncrement(), LONGEST);
  }
}

package dev.postern.core.egress.system;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;

/** One lookup for all who wait for it. Who joins and leaves does so under its name's lock. */
final class Lookup implements Runnable {
  private final ThreadPoolExecutor pool;
  private final Consumer<Lookup> work;
  private final String host;
  private final CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
  private volatile boolean running;
  private volatile long begun;
  private int waiting = 1;

  Lookup(ThreadPoolExecutor pool, Consumer<Lookup> work, String host) {
    this.pool = pool;
    this.work = work;
    this.host = host;
  }

  @Override
  public void run() {
    begun = System.nanoTime();
    running = true;
    work.accept(this);
  }

  String host() {
    return host;
  }

  CompletableFuture<List<InetAddress>> answer() {
    return answer;
  }

  Lookup joined() {
    waiting++;
    return this;
  }

  /** Whether the system was asked at least so long ago. */
  boolean ranFor(Duration atLeast) {
    return running && System.nanoTime() - begun >= atLeast.toNanos();
  }

  /** One leaves; true when it was the last and the lookup will never begin. */
  boolean abandoned() {
    waiting--;
    return waiting == 0 && pool.remove(this);
  }
}

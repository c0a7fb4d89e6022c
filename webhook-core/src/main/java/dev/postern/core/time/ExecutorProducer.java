package dev.postern.core.time;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The container's executors under their plain names: virtual threads, and the timer. */
@ApplicationScoped
public class ExecutorProducer {
  @Resource(lookup = "concurrent/postern")
  private ManagedExecutorService executor;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService scheduler;

  private @Nullable Rounds rounds;

  @Produces
  ExecutorService executor() {
    return executor;
  }

  /** Typed narrowly: a timer is an ExecutorService too, and would make that name ambiguous. */
  @Produces
  @Typed(ScheduledExecutorService.class)
  synchronized ScheduledExecutorService scheduler() {
    if (rounds == null) {
      rounds = new Rounds(scheduler);
    }
    return rounds.asTimer();
  }

  synchronized void end(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
    if (rounds != null) {
      rounds.end();
    }
  }
}

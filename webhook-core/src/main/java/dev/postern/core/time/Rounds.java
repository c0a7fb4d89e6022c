package dev.postern.core.time;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * A timer that knows what it repeats, so that all of it can end with the application: the container
 * goes on starting rounds of an application that is gone, and complains of each. Thread-safe.
 */
final class Rounds implements InvocationHandler {
  private static final System.Logger LOG = System.getLogger(Rounds.class.getName());

  private final ScheduledExecutorService timer;
  private final Set<ScheduledFuture<?>> repeated =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  Rounds(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  ScheduledExecutorService asTimer() {
    return (ScheduledExecutorService)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ScheduledExecutorService.class}, this);
  }

  @Override
  public @Nullable Object invoke(
      Object self, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    boolean repeats = method.getName().equals("scheduleWithFixedDelay");
    if (repeats && arguments != null && arguments[0] instanceof Runnable round) {
      arguments[0] = (Runnable) () -> run(round);
    }
    try {
      Object result = method.invoke(timer, arguments);
      if (repeats && result instanceof ScheduledFuture<?> future) {
        repeated.add(future);
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void run(Runnable round) {
    try {
      round.run();
    } catch (RejectedExecutionException e) {
      // The container takes the executors away before it tells the application of its end.
      LOG.log(System.Logger.Level.DEBUG, "round_rejected", e);
    } catch (RuntimeException | Error e) {
      // A timer forgets what has thrown once: this one tries again at its next turn, and says so.
      LOG.log(System.Logger.Level.ERROR, "round_failed", e);
    }
  }

  /** What runs at this moment ends by itself. */
  void end() {
    synchronized (repeated) {
      repeated.forEach(round -> round.cancel(false));
    }
  }
}

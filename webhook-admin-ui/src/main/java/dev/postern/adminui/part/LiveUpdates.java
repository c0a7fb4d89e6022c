package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import dev.postern.core.Service;
import dev.postern.core.audit.Acting;
import dev.postern.core.store.TenantScope;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a feed into redraws of a view while it is on a screen: many words of the feed become one
 * redraw, at most every {@value #PAUSE_MS} ms, so that a flood of deliveries stays readable and
 * cheap.
 */
@Service
public class LiveUpdates {
  private static final Logger LOG = System.getLogger(LiveUpdates.class.getName());
  private static final long PAUSE_MS = 400;
  private static final long AGAIN_MS = 5_000;

  private final ScheduledExecutorService scheduler;
  private final InstantSource time;

  @Inject
  LiveUpdates(ScheduledExecutorService scheduler, InstantSource time) {
    this.scheduler = scheduler;
    this.time = time;
  }

  /** A feed that was subscribed to. */
  @FunctionalInterface
  public interface Listening {
    void close();
  }

  /**
   * Redraws {@code view} after the feed has spoken. A view follows one feed: the last one it asked
   * for.
   *
   * @param subscribe gets what to call at every word of the feed
   */
  public void follow(Component view, Function<Runnable, Listening> subscribe, Runnable redraw) {
    Follower follower = ComponentUtil.getData(view, Follower.class);
    if (follower == null) {
      Follower made = new Follower();
      ComponentUtil.setData(view, Follower.class, made);
      view.addAttachListener(attach -> made.start(attach.getUI()));
      view.addDetachListener(detach -> made.stop());
      follower = made;
    }
    TenantScope.Carried scope = TenantScope.carried();
    follower.turnTo(
        subscribe,
        () ->
            asItself(
                scope,
                () ->
                    Freshness.redraw(
                        view,
                        time.instant(),
                        () -> {
                          if (!LiveToggle.holds(view)) {
                            redraw.run();
                          }
                          return false;
                        })));
    view.getUI().ifPresent(follower::start);
  }

  /**
   * Redraws {@code view} again and again while it is on a screen, until {@code redraw} says that
   * there is nothing more to come.
   */
  public void every(Component view, Duration pause, BooleanSupplier redraw) {
    TenantScope.Carried scope = TenantScope.carried();
    BooleanSupplier drawing =
        () ->
            LiveToggle.holds(view)
                || asItself(scope, () -> Freshness.redraw(view, time.instant(), redraw));
    Ticker ticker = ComponentUtil.getData(view, Ticker.class);
    if (ticker != null) {
      ticker.redraw = drawing;
      return;
    }
    ticker = new Ticker(pause, drawing);
    ComponentUtil.setData(view, Ticker.class, ticker);
    Ticker made = ticker;
    view.addAttachListener(attach -> made.start(attach.getUI()));
    view.addDetachListener(detach -> made.stop());
    view.getUI().ifPresent(made::start);
  }

  /**
   * Checks of a role name the person on this thread, which serves others after them. It may also be
   * in the middle of a request of theirs, for another tenant's page in another tab: the page is
   * redrawn under the scope it was drawn under.
   */
  static boolean asItself(TenantScope.Carried scope, BooleanSupplier redraw) {
    return scope.run(() -> Acting.machine("console", redraw::getAsBoolean));
  }

  private final class Ticker {
    private final Duration pause;
    private volatile BooleanSupplier redraw;
    private volatile @Nullable ScheduledFuture<?> running;

    Ticker(Duration pause, BooleanSupplier redraw) {
      this.pause = pause;
      this.redraw = redraw;
    }

    void start(UI ui) {
      stop();
      long millis = pause.toMillis();
      running =
          scheduler.scheduleWithFixedDelay(() -> tick(ui), millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop() {
      ScheduledFuture<?> present = running;
      running = null;
      if (present != null) {
        present.cancel(false);
      }
    }

    private void tick(UI ui) {
      try {
        ui.access(() -> {
          if (running != null && !redraw.getAsBoolean()) {
            stop();
          }
        });
      } catch (UIDetachedException closed) {
        LOG.log(Level.DEBUG, "live_view_closed");
        stop();
      }
    }
  }

  private final class Follower {
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile @Nullable Function<Runnable, Listening> subscribe;
    private volatile @Nullable BooleanSupplier redraw;
    private volatile @Nullable Listening listening;

    void turnTo(Function<Runnable, Listening> nextFeed, BooleanSupplier nextRedraw) {
      stop();
      subscribe = nextFeed;
      redraw = nextRedraw;
    }

    void start(UI ui) {
      stop();
      Function<Runnable, Listening> feed = subscribe;
      if (feed != null) {
        listening = feed.apply(() -> spoken(ui));
      }
    }

    void stop() {
      Listening present = listening;
      listening = null;
      if (present != null) {
        present.close();
      }
    }

    private void spoken(UI ui) {
      if (due.compareAndSet(false, true)) {
        scheduler.schedule(() -> show(ui), PAUSE_MS, TimeUnit.MILLISECONDS);
      }
    }

    private void show(UI ui) {
      due.set(false);
      BooleanSupplier draw = redraw;
      if (listening == null || draw == null) {
        return;
      }
      try {
        ui.access(() -> draw(ui, draw));
      } catch (UIDetachedException closed) {
        LOG.log(Level.DEBUG, "live_view_closed");
        stop();
      }
    }

    /** What the feed said is not lost when it could not be shown. */
    private void draw(UI ui, BooleanSupplier draw) {
      if (draw.getAsBoolean() && due.compareAndSet(false, true)) {
        scheduler.schedule(() -> show(ui), AGAIN_MS, TimeUnit.MILLISECONDS);
      }
    }
  }
}

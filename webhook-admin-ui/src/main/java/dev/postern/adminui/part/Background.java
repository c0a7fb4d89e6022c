package dev.postern.adminui.part;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import dev.postern.core.Service;
import dev.postern.core.audit.Acting;
import dev.postern.core.audit.Actor;
import dev.postern.core.audit.Origin;
import dev.postern.core.store.TenantScope;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs what takes a while as the person who asked for it, whom the caller has checked, while their
 * page goes on. Thread-safe.
 */
@Service
public class Background {
  private static final Logger LOG = System.getLogger(Background.class.getName());
  private final ExecutorService executor;

  @Inject
  public Background(ExecutorService executor) {
    this.executor = executor;
  }

  /**
   * @param done shows what came of it; on the page, like {@code failed}
   * @param failed shows that it was refused or went wrong
   */
  public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
    UI ui = UI.getCurrentOrThrow();
    TenantScope.Carried scope = TenantScope.carried();
    Supplier<T> asCaller = asCaller(work);
    executor.execute(() -> {
      try {
        try {
          T made = scope.run(asCaller);
          show(ui, scope, () -> done.accept(made));
        } catch (UIDetachedException closed) {
          throw closed;
        } catch (RuntimeException refused) {
          show(ui, scope, () -> failed.accept(refused));
        }
      } catch (UIDetachedException closed) {
        LOG.log(Level.DEBUG, "background_nobody_looks");
      }
    });
  }

  /** The thread that shows it may be in the middle of a request for another tenant's page. */
  private static void show(UI ui, TenantScope.Carried scope, Runnable shown) {
    ui.access(() ->
        scope.run(() -> {
          shown.run();
          return true;
        }));
  }

  /** In the trail it is the person's, on whatever thread it runs. */
  static <T> Supplier<T> asCaller(Supplier<T> work) {
    Actor actor = Acting.actor();
    Origin origin = Acting.origin();
    return () -> {
      Acting.arrived(origin);
      Acting.by(actor);
      try {
        return work.get();
      } finally {
        Acting.left();
      }
    };
  }
}

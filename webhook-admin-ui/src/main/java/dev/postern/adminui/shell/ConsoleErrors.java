package dev.postern.adminui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.part.Notice;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.StoreProblems;
import dev.postern.core.store.StoreException;
import dev.postern.core.store.TenantScope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a click came to when it did not work: the door's own sentence for a refusal, an honest one
 * for everything else. Details go to the log.
 */
final class ConsoleErrors implements ErrorHandler {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(ConsoleErrors.class.getName());
  private final transient ConsoleUser people;

  ConsoleErrors(ConsoleUser people) {
    this.people = people;
  }

  @Override
  public void error(ErrorEvent event) {
    Throwable thrown = event.getThrowable();
    ProblemException refused = find(thrown, ProblemException.class);
    Optional<Problem> busy = StoreProblems.busy(thrown);
    if (refused != null && refused.problem().status() == 401) {
      show(UI.getCurrent(), "");
    } else if (refused != null) {
      refused(UI.getCurrent(), refused.problem());
    } else if (busy.isPresent()) {
      LOG.log(Level.WARNING, "console_store_busy", thrown);
      show(UI.getCurrent(), busy.get().detail());
    } else if (find(thrown, StoreException.class) != null) {
      LOG.log(Level.WARNING, "console_store_unavailable", thrown);
      show(UI.getCurrent(), "The database does not answer. Nothing was changed; try again.");
    } else {
      LOG.log(Level.ERROR, "console_failed", thrown);
      show(UI.getCurrent(), "That did not work, through no fault of yours. The log has details.");
    }
  }

  private void refused(@Nullable UI ui, Problem problem) {
    if (ui == null) {
      return;
    }
    switch (problem.code()) {
      case "forbidden" -> {
        show(ui, problem.detail());
        ui.access(() ->
            TenantScope.Carried.none()
                .run(() -> {
                  drawAnew(ui);
                  return true;
                }));
      }
      case "confirmation_required" ->
          ui.access(() -> people.whenConfirmed(() -> Notice.done("Thank you. Now once more.")));
      default -> show(ui, problem.detail());
    }
  }

  /** The person may less than when the view was drawn: it, and the navigation, follow. */
  private static void drawAnew(UI ui) {
    ui.getChildren().toList().forEach(ConsoleErrors::close);
    ui.refreshCurrentRoute(true);
  }

  private static void close(Component child) {
    if (child instanceof Dialog dialog) {
      dialog.close();
    } else if (child instanceof ConfirmDialog dialog) {
      dialog.close();
    }
  }

  private static void show(@Nullable UI ui, String text) {
    if (ui == null) {
      return;
    }
    if (text.isEmpty()) {
      ui.getPage().setLocation("login");
    } else {
      ui.access(() -> Notice.refused(text));
    }
  }

  static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}

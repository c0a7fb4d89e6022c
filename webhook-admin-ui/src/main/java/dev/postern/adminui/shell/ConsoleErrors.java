package dev.postern.adminui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import dev.postern.adminui.part.Notice;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a click came to when it did not work: the door's own sentence for a refusal, an honest one
 * for everything else. Details go to the log.
 */
final class ConsoleErrors implements ErrorHandler {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(ConsoleErrors.class.getName());

  @Override
  public void error(ErrorEvent event) {
    Throwable thrown = event.getThrowable();
    ProblemException refused = find(thrown, ProblemException.class);
    if (refused != null && refused.problem().status() == 401) {
      show(UI.getCurrent(), "");
    } else if (refused != null) {
      show(UI.getCurrent(), refused.problem().detail());
    } else if (find(thrown, StoreException.class) != null) {
      LOG.log(Level.WARNING, "console_store_unavailable", thrown);
      show(UI.getCurrent(), "The database does not answer. Nothing was changed; try again.");
    } else {
      LOG.log(Level.ERROR, "console_failed", thrown);
      show(UI.getCurrent(), "That did not work, through no fault of yours. The log has details.");
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

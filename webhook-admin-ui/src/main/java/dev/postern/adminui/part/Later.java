package dev.postern.adminui.part;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import dev.postern.core.store.TenantScope;

/**
 * Work on a page from outside of its requests. It runs on whichever thread lets go of the page
 * next: what it looked at must not stay on that one.
 */
public final class Later {
  private Later() {}

  /**
   * @throws UIDetachedException when nobody looks at the page any more
   */
  public static void on(UI ui, Command work) {
    ui.access(() -> {
      try {
        work.execute();
      } finally {
        TenantScope.leave();
      }
    });
  }
}

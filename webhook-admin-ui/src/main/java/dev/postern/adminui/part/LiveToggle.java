package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.server.VaadinSession;

/**
 * Stops a page that keeps itself up to date, and lets it go on: what moves while somebody reads is
 * hard to read for many (WCAG 2.2.2). Whoever pauses one page has paused them all, until the
 * session ends. Pages without one, as that of a job's progress, are not paused.
 */
public final class LiveToggle extends Button {
  private static final long serialVersionUID = 1L;
  private static final String PAUSED = "live-updates-paused";
  private final transient Runnable redraw;

  /**
   * @param redraw shows what came while the page was paused
   */
  public LiveToggle(Component page, Runnable redraw) {
    this.redraw = redraw;
    ComponentUtil.setData(page, LiveToggle.class, this);
    addClickListener(click -> turn());
    word();
  }

  /** Whether {@code page} is to stay as it is for now. */
  static boolean holds(Component page) {
    return ComponentUtil.getData(page, LiveToggle.class) != null && paused();
  }

  private void turn() {
    VaadinSession.getCurrent().setAttribute(PAUSED, paused() ? null : Boolean.TRUE);
    word();
    if (!paused()) {
      redraw.run();
    }
  }

  private void word() {
    setText(paused() ? "Resume updates" : "Pause updates");
  }

  private static boolean paused() {
    VaadinSession session = VaadinSession.getCurrent();
    return session != null && session.getAttribute(PAUSED) != null;
  }
}

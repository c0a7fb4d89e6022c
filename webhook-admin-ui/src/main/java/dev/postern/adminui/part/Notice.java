package dev.postern.adminui.part;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;

/** Short messages at the edge of the screen; read out by screen readers. */
public final class Notice {
  private static final int SHORT_MS = 4_000;
  private static final int LONG_MS = 9_000;

  private Notice() {}

  public static void done(String text) {
    show(text, SHORT_MS, NotificationVariant.LUMO_SUCCESS);
  }

  public static void refused(String text) {
    show(text, LONG_MS, NotificationVariant.LUMO_ERROR);
  }

  private static void show(String text, int millis, NotificationVariant variant) {
    Notification notice = Notification.show(text, millis, Notification.Position.BOTTOM_END);
    notice.addThemeVariants(variant);
    notice.getElement().setAttribute("role", "alert");
  }
}

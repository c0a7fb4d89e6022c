package dev.postern.adminui.part;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before something that cannot be taken back. */
public final class Ask {
  private Ask() {}

  /** The button says what happens, never just "OK". */
  public static void before(String title, String consequence, String verb, Runnable action) {
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setHeader(title);
    dialog.setText(consequence);
    dialog.setCancelable(true);
    dialog.setCancelText("Keep it");
    dialog.setConfirmText(verb);
    dialog.setConfirmButtonTheme("error primary");
    dialog.addConfirmListener(confirmed -> action.run());
    dialog.open();
  }
}

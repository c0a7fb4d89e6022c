package dev.postern.adminui.part;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import java.util.function.Consumer;

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

  /**
   * For what takes a fresh proof: asked for after the yes, so that none runs out while somebody
   * thinks about the question.
   *
   * @param whenConfirmed asks for the proof where there is none
   */
  public static void before(
      String title,
      String consequence,
      String verb,
      Consumer<Runnable> whenConfirmed,
      Runnable action) {
    before(title, consequence, verb, () -> whenConfirmed.accept(action));
  }
}

package dev.postern.adminui.part;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/** The few kinds of buttons there are. */
public final class Buttons {
  private Buttons() {}

  public static Button primary(String text, ComponentEventListener<ClickEvent<Button>> click) {
    Button button = plain(text, click);
    button.addThemeVariants(ButtonVariant.PRIMARY);
    return button;
  }

  public static Button plain(String text, ComponentEventListener<ClickEvent<Button>> click) {
    return new Button(text, click);
  }

  public static Button quiet(String text, ComponentEventListener<ClickEvent<Button>> click) {
    Button button = plain(text, click);
    button.addThemeVariants(ButtonVariant.TERTIARY);
    return button;
  }

  public static Button danger(String text, ComponentEventListener<ClickEvent<Button>> click) {
    Button button = plain(text, click);
    button.addThemeVariants(ButtonVariant.ERROR);
    return button;
  }
}

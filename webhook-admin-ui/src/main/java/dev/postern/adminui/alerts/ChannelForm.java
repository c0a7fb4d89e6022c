package dev.postern.adminui.alerts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.SecretOnce;
import dev.postern.core.alert.AlertChannel;
import dev.postern.core.alert.AlertChannels;
import dev.postern.core.alert.AlertKind;
import dev.postern.core.alert.AlertRules;
import dev.postern.core.alert.NewAlertChannel;
import dev.postern.core.notice.Notice.Severity;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A new channel; a webhook's secret is shown once, in the same dialog. */
final class ChannelForm extends Dialog {
  private static final long serialVersionUID = 1L;
  private final Select<AlertKind> kind = new Select<>();
  private final TextField name = new TextField("Name");
  private final TextField target = new TextField();
  private final Select<Severity> severity = new Select<>();
  private final Checkbox everyTenant = new Checkbox("Of every tenant's incidents too");
  private final transient Runnable done;

  ChannelForm(AlertDoors doors, AlertOwner owner, Runnable done) {
    this.done = done;
    setHeaderTitle("Add channel");
    addClassName("dialog-m");
    kind.setLabel("Tell by");
    kind.setItems(AlertKind.values());
    kind.setItemLabelGenerator(ChannelWords::kind);
    kind.addValueChangeListener(
        change -> target.setLabel(ChannelWords.targetLabel(change.getValue())));
    kind.setValue(AlertKind.MAIL);
    name.setRequired(true);
    name.setPlaceholder("On call");
    target.setRequired(true);
    severity.setLabel("Hears of");
    severity.setItems(Severity.values());
    severity.setItemLabelGenerator(value ->
        value.name().toLowerCase(Locale.ROOT)
            + (value == Severity.CRITICAL ? " only" : " and worse"));
    severity.setValue(Severity.WARNING);
    everyTenant.setVisible(owner instanceof AlertOwner.OfPlatform);
    add(kind, name, target, severity, everyTenant);
    Button add = Buttons.primary("Add channel", click -> create(doors, owner));
    getFooter().add(Buttons.quiet("Cancel", click -> close()), add);
  }

  private void create(AlertDoors doors, AlertOwner owner) {
    Forms.clear(name, target);
    try {
      AlertChannels.Made made =
          doors
              .channels()
              .create(
                  owner.toChange(),
                  new NewAlertChannel(
                      kind.getValue(),
                      target.getValue().strip(),
                      null,
                      new AlertChannel.Edit(
                          name.getValue(),
                          true,
                          new AlertRules(severity.getValue(), List.of(), everyTenant.getValue()))));
      close();
      SecretText secret = made.target().secret();
      if (secret != null) {
        new SecretOnce(
                "The channel's signing secret",
                "Verify with it what comes from this channel, as any Standard Webhook.",
                secret.reveal())
            .open();
      }
      done.run();
    } catch (ProblemException refused) {
      Forms.mark(refused, Map.of("/name", name, "/target", target));
    }
  }
}

package dev.postern.adminui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Facts;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Row;
import dev.postern.adminui.part.Rows;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.core.alert.AlertChannel;
import dev.postern.core.alert.AlertMessage;
import dev.postern.core.alert.AlertOutcome;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import java.util.List;
import java.util.Locale;

/**
 * One channel: where it leads, what it wants, what it told lately, and what can be done with it.
 */
final class ChannelPanel extends Composite<Panel> {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 5;
  private final transient AlertDoors doors;
  private final transient AlertOwner owner;
  private final transient AlertChannel channel;
  private final transient Runnable changed;
  private final Div testing = new Div();

  ChannelPanel(AlertDoors doors, AlertOwner owner, AlertChannel channel, Runnable changed) {
    this.doors = doors;
    this.owner = owner;
    this.channel = channel;
    this.changed = changed;
  }

  @Override
  protected Panel initContent() {
    Panel panel = new Panel(channel.edit().name(), facts(), told(), testing);
    testing.setVisible(false);
    testing.getElement().setAttribute("aria-live", "polite");
    if (owner.mayChange()) {
      panel.action(
          Buttons.plain("Send a test", click -> test(click.getSource())),
          Buttons.quiet(channel.edit().enabled() ? "Pause" : "Resume", click -> toggle()),
          Buttons.quiet("Delete", click -> delete()));
    }
    return panel;
  }

  private Component facts() {
    List<String> kinds = channel.edit().rules().notices();
    return new Facts()
        .with(
            "State",
            channel.edit().enabled()
                ? new StatusBadge("on", Tone.GOOD)
                : new StatusBadge("paused", Tone.MUTED))
        .with("By", ChannelWords.kind(channel.kind()) + ", " + channel.target())
        .with(
            "Hears of",
            channel.edit().rules().minSeverity().name().toLowerCase(Locale.ROOT)
                + (channel.edit().rules().minSeverity().ordinal() == 2 ? "" : " and worse")
                + (kinds.isEmpty() ? "" : ", only " + String.join(", ", kinds))
                + (channel.edit().rules().everyTenant() ? ", of every tenant too" : ""));
  }

  private Component told() {
    List<AlertMessage> messages =
        doors.channels().messages(owner.toRead(), channel.id(), PageRequest.first(SHOWN)).data();
    return Rows.of(messages, this::row, "Nothing was told by it yet.");
  }

  private Row row(AlertMessage message) {
    Row row =
        Row.of(
            ChannelWords.badge(message.status()),
            Row.what(message.resolved() ? "The end of an incident" : "An incident"));
    if (message.detail() != null) {
      row.words(Row.sentence(message.detail()));
    }
    return row.told().when(doors.times().age(message.createdAt()));
  }

  /** A target may take its time to answer, or not to. */
  private void test(Button button) {
    TenantId tenant = owner.toChange();
    button.setEnabled(false);
    ProgressBar waiting = new ProgressBar();
    waiting.setIndeterminate(true);
    waiting.getElement().setAttribute("aria-label", "Waiting for the target's answer");
    testing.removeAll();
    testing.add(waiting, new Span("Sending a test …"));
    testing.setVisible(true);
    doors
        .background()
        .run(
            () -> doors.test().run(tenant, channel.id()),
            outcome -> {
              over(button);
              say(outcome);
            },
            failed -> {
              over(button);
              throw failed;
            });
  }

  private void over(Button button) {
    button.setEnabled(true);
    testing.setVisible(false);
  }

  private static void say(AlertOutcome outcome) {
    switch (outcome) {
      case AlertOutcome.Sent sent -> Notice.done("Sent. It should have arrived by now.");
      case AlertOutcome.Refused(String detail) -> Notice.refused("Refused: " + detail);
      case AlertOutcome.Away(String detail) -> Notice.refused("Not reached: " + detail);
    }
  }

  private void toggle() {
    doors
        .channels()
        .update(
            owner.toChange(),
            channel.id(),
            edit -> new AlertChannel.Edit(edit.name(), !edit.enabled(), edit.rules()));
    changed.run();
  }

  private void delete() {
    Ask.before(
        "Delete “" + channel.edit().name() + "”?",
        "Nobody is told by it any more. Notices stay in the console.",
        "Delete channel",
        owner::whenConfirmed,
        () -> {
          doors.channels().delete(owner.toDelete(), channel.id());
          changed.run();
        });
  }
}

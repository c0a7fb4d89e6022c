package dev.postern.adminui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Facts;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.core.access.Permission;
import dev.postern.core.alert.AlertChannel;
import dev.postern.core.alert.AlertMessage;
import dev.postern.core.alert.AlertOutcome;
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
  private final transient Visit visit;
  private final transient AlertChannel channel;
  private final transient Runnable changed;

  ChannelPanel(AlertDoors doors, Visit visit, AlertChannel channel, Runnable changed) {
    this.doors = doors;
    this.visit = visit;
    this.channel = channel;
    this.changed = changed;
  }

  @Override
  protected Panel initContent() {
    Panel panel = new Panel(channel.edit().name(), facts(), told());
    if (visit.may(Permission.ADMINISTER)) {
      panel.action(
          Buttons.plain("Send a test", click -> test()),
          Buttons.quiet(channel.edit().enabled() ? "Pause" : "Resume", click -> toggle()),
          Buttons.quiet("Delete", click -> visit.whenConfirmed(this::delete)));
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
                + (kinds.isEmpty() ? "" : ", only " + String.join(", ", kinds)));
  }

  private Component told() {
    List<AlertMessage> messages =
        doors
            .channels()
            .messages(visit.tenantTo(Permission.READ), channel.id(), PageRequest.first(SHOWN))
            .data();
    if (messages.isEmpty()) {
      return new Paragraph("Nothing was told by it yet.");
    }
    UnorderedList rows = new UnorderedList();
    rows.addClassName("rows");
    messages.forEach(message -> rows.add(row(message)));
    return rows;
  }

  private ListItem row(AlertMessage message) {
    Span what = new Span(message.resolved() ? "The end of an incident" : "An incident");
    what.addClassName("what");
    Div words = new Div(what);
    if (message.detail() != null) {
      Span why = new Span(message.detail());
      why.addClassName("sentence");
      words.add(why);
    }
    words.addClassName("grow");
    Div when = new Div(doors.times().age(message.createdAt()));
    when.addClassName("hint");
    ListItem row = new ListItem(ChannelWords.badge(message.status()), words, when);
    row.addClassNames("row", "told");
    return row;
  }

  private void test() {
    switch (doors.test().run(visit.tenantTo(Permission.ADMINISTER), channel.id())) {
      case AlertOutcome.Sent sent -> Notice.done("Sent. It should have arrived by now.");
      case AlertOutcome.Refused(String detail) -> Notice.refused("Refused: " + detail);
      case AlertOutcome.Away(String detail) -> Notice.refused("Not reached: " + detail);
    }
  }

  private void toggle() {
    doors
        .channels()
        .update(
            visit.tenantTo(Permission.ADMINISTER),
            channel.id(),
            edit -> new AlertChannel.Edit(edit.name(), !edit.enabled(), edit.rules()));
    changed.run();
  }

  private void delete() {
    Ask.before(
        "Delete “" + channel.edit().name() + "”?",
        "Nobody is told by it any more. Notices stay in the console.",
        "Delete channel",
        () -> {
          doors.channels().delete(visit.confirmedTenantTo(Permission.ADMINISTER), channel.id());
          changed.run();
        });
  }
}

package dev.postern.adminui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.core.alert.AlertChannel;
import dev.postern.core.page.PageRequest;
import java.util.List;

/** All channels of an owner, each with what it told lately, and the way to a new one. */
final class ChannelList extends Div {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 50;
  private final transient AlertDoors doors;
  private final transient AlertOwner owner;

  ChannelList(AlertDoors doors, AlertOwner owner) {
    this.doors = doors;
    this.owner = owner;
    addClassName("stack");
    draw();
  }

  private void draw() {
    removeAll();
    List<AlertChannel> channels =
        doors.channels().list(owner.toRead(), PageRequest.first(SHOWN)).data();
    if (channels.isEmpty()) {
      add(new EmptyState(Icon.ALERTS, "No channel yet", untold(), create()));
      return;
    }
    add(new ViewHeader("Alerts", told(), create()));
    channels.forEach(channel -> add(new ChannelPanel(doors, owner, channel, this::draw)));
  }

  private Component[] create() {
    return owner.mayChange()
        ? new Component[] {
          Buttons.primary("Add channel", click -> new ChannelForm(doors, owner, this::draw).open())
        }
        : new Component[0];
  }

  private String told() {
    return switch (owner) {
      case AlertOwner.OfTenant tenant ->
          "Who is told when an incident begins, and again when it is over.";
      case AlertOwner.OfPlatform platform ->
          "Who of those that run the platform is told of its own incidents, and of the tenants' if"
              + " wished.";
    };
  }

  private String untold() {
    return switch (owner) {
      case AlertOwner.OfTenant tenant ->
          "Until there is one, administrators get warnings and worse by mail, where a mail server"
              + " is configured. A channel sends notices on as they begin and once more when they"
              + " are over: by mail, to Slack, to PagerDuty, or to a webhook of yours.";
      case AlertOwner.OfPlatform platform ->
          "Until there is one, platform administrators get the platform's notices by mail, where a"
              + " mail server is configured. Of a database that does not answer only a channel"
              + " tells, and it tells of every tenant's incidents too if you want it.";
    };
  }
}

package dev.postern.adminui.alerts;

import dev.postern.adminui.part.Background;
import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.core.alert.AlertChannels;
import dev.postern.core.alert.AlertTest;
import jakarta.inject.Inject;

/** What the views of alerts call. */
@Service
public class AlertDoors {
  private final AlertChannels channels;
  private final AlertTest test;
  private final Background background;
  private final Times times;

  @Inject
  public AlertDoors(AlertChannels channels, AlertTest test, Background background, Times times) {
    this.channels = channels;
    this.test = test;
    this.background = background;
    this.times = times;
  }

  AlertChannels channels() {
    return channels;
  }

  AlertTest test() {
    return test;
  }

  Background background() {
    return background;
  }

  Times times() {
    return times;
  }
}

package dev.postern.adminui.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;

/** What views ask of the charts that they show. */
public final class Charts {
  private Charts() {}

  /** Whether somebody has a table of figures open: it is not drawn anew under their eyes. */
  public static boolean beingRead(Component root) {
    return (root instanceof Details details && details.isOpened())
        || root.getChildren().anyMatch(Charts::beingRead);
  }
}

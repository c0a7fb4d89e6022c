package dev.postern.adminui.part;

import com.vaadin.flow.component.icon.SvgIcon;
import java.util.Locale;

/** The console's own drawings, from {@code icons.svg}. */
public enum Icon {
  OVERVIEW,
  DELIVERIES,
  FAILURES,
  ENDPOINTS,
  SOURCES,
  RECEIVED,
  REJECTIONS,
  DENY,
  KEYS,
  TENANTS,
  TYPES,
  AUDIT,
  NOTICES,
  ALERTS,
  STOP,
  SETTINGS,
  PLUS,
  COPY,
  RETRY,
  ROTATE,
  LIGHT,
  DARK,
  SYSTEM,
  USER,
  BACK,
  MORE,
  CHECK,
  SEARCH;

  public SvgIcon draw() {
    SvgIcon icon = new SvgIcon("icons.svg", name().toLowerCase(Locale.ROOT));
    icon.getElement().setAttribute("aria-hidden", "true");
    return icon;
  }
}

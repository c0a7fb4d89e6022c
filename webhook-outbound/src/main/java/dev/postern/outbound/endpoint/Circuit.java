package dev.postern.outbound.endpoint;

import java.util.Locale;

/** Whether requests flow to an active endpoint. Stored by name. */
public enum Circuit {
  CLOSED,
  /** It keeps failing: nothing is sent until a probe is due. */
  OPEN,
  /** One delivery is on its way; what comes of it decides about the others. */
  PROBING;

  /** The word in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.postern.outbound.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an event is laid out as a CloudEvent over HTTP (CloudEvents HTTP binding, section 3). */
public enum CloudEventsMode {
  /** Everything in the body, {@code application/cloudevents+json}. */
  STRUCTURED,
  /** The data is the body, the attributes are {@code ce-} header fields. */
  BINARY;

  /** The word in JSON and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<CloudEventsMode> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }
}

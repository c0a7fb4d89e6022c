package dev.postern.outbound.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What of an event is the body. */
public enum PayloadForm {
  /** {@code {"type","timestamp","data"}}. */
  EVENT,
  /** The data alone, as senders do it whose events name their type themselves. */
  DATA;

  /** The word in JSON and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<PayloadForm> of(String word) {
    return Arrays.stream(values()).filter(form -> form.word().equals(word)).findFirst();
  }
}

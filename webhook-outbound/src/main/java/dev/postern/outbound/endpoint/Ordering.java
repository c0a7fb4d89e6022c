package dev.postern.outbound.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether deliveries to an endpoint wait for each other. */
public enum Ordering {
  NONE,
  /** A later event of the same {@code ordering_key} waits until the earlier one is over. */
  KEY;

  /** The word in JSON and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Ordering> of(String word) {
    return Arrays.stream(values()).filter(ordering -> ordering.word().equals(word)).findFirst();
  }
}

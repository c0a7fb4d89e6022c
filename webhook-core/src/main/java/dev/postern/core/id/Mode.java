package dev.postern.core.id;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;

/** The two halves of a tenant: nothing of the one ever meets anything of the other. */
public enum Mode {
  @JsonProperty("live")
  LIVE,
  @JsonProperty("test")
  TEST;

  /** The word in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Mode> of(String word) {
    return switch (word) {
      case "live" -> Optional.of(LIVE);
      case "test" -> Optional.of(TEST);
      default -> Optional.empty();
    };
  }
}

package dev.postern.outbound.endpoint;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes with the signature formats of an endpoint. Immutable.
 *
 * @param sunsets from when on a format is no longer sent; formats without one stay
 */
public record FormatOptions(Map<SignatureFormat, Instant> sunsets, CloudEventsMode mode) {
  private static final FormatOptions DEFAULTS =
      new FormatOptions(Map.of(), CloudEventsMode.STRUCTURED);

  public FormatOptions {
    sunsets = Collections.unmodifiableMap(new LinkedHashMap<>(sunsets));
  }

  public static FormatOptions defaults() {
    return DEFAULTS;
  }

  /** Those of the formats that are still sent, in their order. */
  List<SignatureFormat> live(List<SignatureFormat> formats, Instant now) {
    return formats.stream()
        .filter(format -> {
          Instant sunset = sunsets.get(format);
          return sunset == null || now.isBefore(sunset);
        })
        .toList();
  }
}

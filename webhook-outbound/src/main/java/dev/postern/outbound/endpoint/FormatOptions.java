package dev.postern.outbound.endpoint;

import dev.postern.core.signature.CustomScheme;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes with the signature formats of an endpoint. Immutable.
 *
 * @param sunsets from when on a format is no longer sent; formats without one stay
 * @param custom how {@link SignatureFormat#CUSTOM} signs; null: not described
 */
public record FormatOptions(
    Map<SignatureFormat, Instant> sunsets,
    CloudEventsMode mode,
    PayloadForm payload,
    @Nullable CustomScheme custom) {
  private static final FormatOptions DEFAULTS =
      new FormatOptions(Map.of(), CloudEventsMode.STRUCTURED);

  public FormatOptions {
    sunsets = Collections.unmodifiableMap(new LinkedHashMap<>(sunsets));
  }

  public FormatOptions(Map<SignatureFormat, Instant> sunsets, CloudEventsMode mode) {
    this(sunsets, mode, PayloadForm.EVENT, null);
  }

  public static FormatOptions defaults() {
    return DEFAULTS;
  }

  public FormatOptions with(PayloadForm other) {
    return new FormatOptions(sunsets, mode, other, custom);
  }

  public FormatOptions with(@Nullable CustomScheme other) {
    return new FormatOptions(sunsets, mode, payload, other);
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

package dev.postern.core.signature.scheme;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a signed timestamp is written. Digits only: no sign, no white space, no fraction. A number
 * beyond any calendar is well formed and far ahead.
 */
public enum StampUnit {
  SECONDS(ChronoUnit.SECONDS) {
    @Override
    boolean shaped(String text) {
      return digits(text);
    }

    @Override
    Instant instant(String text) {
      return text.length() > 12 ? FAR_AHEAD : Instant.ofEpochSecond(Long.parseLong(text));
    }

    @Override
    public String write(Instant instant) {
      return Long.toString(instant.getEpochSecond());
    }
  },
  MILLISECONDS(ChronoUnit.MILLIS) {
    @Override
    boolean shaped(String text) {
      return digits(text);
    }

    @Override
    Instant instant(String text) {
      return text.length() > 15 ? FAR_AHEAD : Instant.ofEpochMilli(Long.parseLong(text));
    }

    @Override
    public String write(Instant instant) {
      return Long.toString(instant.toEpochMilli());
    }
  },
  ISO_8601(ChronoUnit.SECONDS) {
    @Override
    boolean shaped(String text) {
      return DATE_TIME.matcher(text).matches();
    }

    @Override
    Instant instant(String text) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    }

    @Override
    public String write(Instant instant) {
      return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
  };

  private static final Instant FAR_AHEAD = Instant.ofEpochSecond(10_000_000_000_000L);
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)");

  private final ChronoUnit precision;

  StampUnit(ChronoUnit precision) {
    this.precision = precision;
  }

  /** The unit of a bare number; null where a date is written. */
  @Nullable ChronoUnit unit() {
    return this == ISO_8601 ? null : precision;
  }

  abstract boolean shaped(String text);

  private static boolean digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  abstract Instant instant(String text);

  public abstract String write(Instant instant);

  public Optional<Instant> parse(String text) {
    if (!shaped(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(instant(text));
    } catch (DateTimeException e) {
      // The shape admits dates that no calendar has.
      return Optional.empty();
    }
  }

  /**
   * How long before {@code now} the stamp lies (negative: after), measured as coarsely as the stamp
   * is written, so that a fraction of a second never tips a request over the bound.
   */
  public Duration age(Instant stamp, Instant now) {
    return precision == ChronoUnit.MILLIS
        ? Duration.ofMillis(now.toEpochMilli() - stamp.toEpochMilli())
        : Duration.ofSeconds(now.getEpochSecond() - stamp.getEpochSecond());
  }
}

package dev.postern.core.signature.scheme;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a signed timestamp is written. Digits only: no sign, no white space, no fraction. */
public enum StampUnit {
  SECONDS("[0-9]{1,12}", ChronoUnit.SECONDS) {
    @Override
    Instant instant(String text) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }

    @Override
    public String write(Instant instant) {
      return Long.toString(instant.getEpochSecond());
    }
  },
  MILLISECONDS("[0-9]{1,15}", ChronoUnit.MILLIS) {
    @Override
    Instant instant(String text) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }

    @Override
    public String write(Instant instant) {
      return Long.toString(instant.toEpochMilli());
    }
  },
  ISO_8601(
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)",
      ChronoUnit.SECONDS) {
    @Override
    Instant instant(String text) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    }

    @Override
    public String write(Instant instant) {
      return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
  };

  private final Pattern shape;
  private final ChronoUnit precision;

  StampUnit(String shape, ChronoUnit precision) {
    this.shape = Pattern.compile(shape);
    this.precision = precision;
  }

  abstract Instant instant(String text);

  public abstract String write(Instant instant);

  public Optional<Instant> parse(String text) {
    if (!shape.matcher(text).matches()) {
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
    return Duration.between(stamp.truncatedTo(precision), now.truncatedTo(precision));
  }
}

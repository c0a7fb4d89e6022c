package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Span;
import dev.postern.core.Service;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Draws instants: relative at a glance, exact in UTC (and in the reader's zone) on hover. */
@Service
public class Times {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC on' d MMM", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter OWN_CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss 'on' d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter UTC_CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** With what stands before one: "at 3 h ago" says nobody. */
  private static final Pattern INSTANT =
      Pattern.compile(
          "(?:\\bat )?\\b(?<instant>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z)");

  private static final long THREE_DAYS = Duration.ofDays(3).toSeconds();

  private final InstantSource time;

  @Inject
  public Times(InstantSource time) {
    this.time = time;
  }

  public Instant now() {
    return time.instant();
  }

  /** A {@code <time>} whose age the browser keeps true; a dash for null. */
  public Component age(@Nullable Instant at) {
    if (at == null) {
      return new Span("–");
    }
    TimeText text = new TimeText(at, ageText(at));
    text.getElement().setAttribute("data-age", "");
    text.getElement().setAttribute("title", EXACT.format(at));
    return text;
  }

  /** The sentence with each instant of RFC 3339 in it told as {@link #age} does. */
  public Span told(String sentence) {
    Span told = new Span();
    Matcher found = INSTANT.matcher(sentence);
    int from = 0;
    while (found.find()) {
      told.add(
          new Text(sentence.substring(from, found.start())),
          age(Instant.parse(found.group("instant"))));
      from = found.end();
    }
    told.add(new Text(sentence.substring(from)));
    return told;
  }

  /** Counts down to the second by itself; {@code over} is called once, when it is. */
  public Component countdown(Instant end, Runnable over) {
    return new Countdown(end, this, over);
  }

  /** To the minute, in UTC. */
  public static String minute(Instant at) {
    return MINUTE.format(at);
  }

  /**
   * For sentences: {@code 14:05:10 UTC on 3 May}; whose browser tells another zone reads {@code
   * 16:05:10 on 3 May (14:05:10 UTC)}.
   */
  public static String clock(Instant at) {
    return clock(at, ReaderZone.present());
  }

  static String clock(Instant at, ZoneId zone) {
    return ReaderZone.name(zone).equals("UTC")
        ? CLOCK.format(at)
        : OWN_CLOCK.withZone(zone).format(at) + " (" + UTC_CLOCK.format(at) + ")";
  }

  public static String exact(Instant at) {
    return EXACT.format(at);
  }

  public String ageText(Instant at) {
    Duration age = Duration.between(at, time.instant());
    if (age.isNegative()) {
      return "in " + rough(age.abs());
    }
    return age.toSeconds() < 5 ? "just now" : rough(age) + " ago";
  }

  /** One unit only: {@code 42 s}, {@code 7 min}, {@code 3 h}, {@code 12 d}. */
  public static String rough(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return duration.toMinutes() + " min";
    }
    return seconds < THREE_DAYS ? duration.toHours() + " h" : duration.toDays() + " d";
  }
}

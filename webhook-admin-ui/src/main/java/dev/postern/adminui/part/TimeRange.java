package dev.postern.adminui.part;

import com.vaadin.flow.router.QueryParameters;
import dev.postern.core.json.Rfc3339;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When what is listed happened, as it stands in an address: {@code within=24h}, or {@code since=}
 * and {@code until=} with moments of RFC 3339. Words it does not know are left out.
 */
public sealed interface TimeRange {
  TimeRange ANY = new Between(null, null);

  /** A stretch that ends whenever one looks. */
  record Last(Lately length) implements TimeRange {}

  /**
   * From one moment to another; null leaves that end open.
   *
   * @param since inclusive
   * @param until exclusive
   */
  record Between(@Nullable Instant since, @Nullable Instant until) implements TimeRange {}

  static TimeRange of(QueryParameters words) {
    return words
        .getSingleParameter("within")
        .flatMap(Lately::of)
        .<TimeRange>map(Last::new)
        .orElseGet(() -> new Between(moment(words, "since"), moment(words, "until")));
  }

  private static @Nullable Instant moment(QueryParameters words, String name) {
    Optional<Instant> parsed = words.getSingleParameter(name).flatMap(Rfc3339::parse);
    return parsed.orElse(null);
  }

  /** Adds itself to the words of an address. */
  default void write(Map<String, String> words) {
    switch (this) {
      case Last(Lately length) -> words.put("within", length.word);
      case Between(Instant since, Instant until) -> {
        if (since != null) {
          words.put("since", since.toString());
        }
        if (until != null) {
          words.put("until", until.toString());
        }
      }
    }
  }

  /** Inclusive; null is any. */
  default @Nullable Instant since(Instant now) {
    return switch (this) {
      case Last(Lately length) -> now.minus(length.length);
      case Between between -> between.since();
    };
  }

  /** Exclusive; null is any. */
  default @Nullable Instant until() {
    return switch (this) {
      case Last last -> null;
      case Between between -> between.until();
    };
  }

  /** It ends before it begins, so that nothing can be in it. */
  default boolean reversed() {
    return this instanceof Between between
        && between.since() instanceof Instant since
        && between.until() instanceof Instant until
        && !since.isBefore(until);
  }
}

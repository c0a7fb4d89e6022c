package dev.postern.ingest.network;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.postern.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The addresses that providers publish for their webhooks, as they stood on a day, by the name that
 * follows {@code preset:}. Providers change them: they complement a signature and never replace it.
 */
public final class PublishedRanges {
  private static final String PREFIX = "preset:";
  private static final Map<String, Published> BY_NAME = read();

  private PublishedRanges() {}

  /**
   * One provider's list.
   *
   * @param source where it is published
   * @param asOf the day it was read
   */
  public record Published(String source, LocalDate asOf, List<String> ranges) {}

  public static Map<String, Published> all() {
    return BY_NAME;
  }

  /** Whether that entry of an allow list names a preset instead of a range. */
  public static boolean isPreset(String entry) {
    return entry.startsWith(PREFIX);
  }

  public static Optional<Published> of(String entry) {
    return isPreset(entry)
        ? Optional.ofNullable(BY_NAME.get(entry.substring(PREFIX.length())))
        : Optional.empty();
  }

  /** The entries with every known preset in place of its name; what nobody knows allows nothing. */
  public static List<String> expanded(List<String> entries) {
    return entries.stream()
        .flatMap(entry ->
            isPreset(entry)
                ? of(entry).stream().flatMap(published -> published.ranges().stream())
                : List.of(entry).stream())
        .toList();
  }

  private static Map<String, Published> read() {
    try (InputStream in = PublishedRanges.class.getResourceAsStream("published-ranges.json")) {
      return new TreeMap<>(
          Json.mapper().readValue(in, new TypeReference<Map<String, Published>>() {}));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The published ranges cannot be read.", unreadable);
    }
  }
}

package dev.postern.core.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * HTTP header fields (RFC 9110 section 5) in the order they arrived: names compared without regard
 * to case, values kept apart and as they are. Immutable and thread-safe.
 */
public final class HeaderFields {
  private static final int CASE_BIT = 0x20;
  private static final HeaderFields NONE = new HeaderFields(List.of());

  private final List<Map.Entry<String, String>> entries;

  /**
   * Of the names, in their order: what differs between most of them. Names are searched for several
   * times in every request.
   */
  private final int[] marks;

  private HeaderFields(List<Map.Entry<String, String>> entries) {
    this.entries = entries;
    this.marks = new int[entries.size()];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = mark(entries.get(i).getKey());
    }
  }

  /** Length and last letter: names of one family ({@code webhook-id}) begin alike. */
  private static int mark(String name) {
    int length = name.length();
    return length == 0 ? 0 : length << 16 | name.charAt(length - 1) | CASE_BIT;
  }

  public static HeaderFields of(List<Map.Entry<String, String>> entries) {
    List<Map.Entry<String, String>> copy = new ArrayList<>(entries.size());
    entries.forEach(entry -> copy.add(Map.entry(entry.getKey(), entry.getValue())));
    return copy.isEmpty() ? NONE : new HeaderFields(List.copyOf(copy));
  }

  /**
   * Fields from alternating names and values.
   *
   * @throws IllegalArgumentException when a name has no value
   */
  public static HeaderFields of(String... nameValue) {
    if (nameValue.length % 2 != 0) {
      throw new IllegalArgumentException("A header name has no value.");
    }
    List<Map.Entry<String, String>> entries = new ArrayList<>(nameValue.length / 2);
    for (int i = 0; i < nameValue.length; i += 2) {
      entries.add(Map.entry(nameValue[i], nameValue[i + 1]));
    }
    return of(entries);
  }

  /** Every value of that name, in order; empty when the field is absent. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (int i = next(name, 0); i >= 0; i = next(name, i + 1)) {
      values.add(value(i));
    }
    return values;
  }

  /** Where the next field of that name stands, from that place on; -1 when there is none. */
  public int next(String name, int from) {
    int mark = mark(name);
    for (int i = from; i < marks.length; i++) {
      if (marks[i] == mark && named(entries.get(i), name)) {
        return i;
      }
    }
    return -1;
  }

  /** Most senders write a name as its documentation does, and equal text is found out faster. */
  private static boolean named(Map.Entry<String, String> field, String name) {
    return field.getKey().equals(name) || field.getKey().equalsIgnoreCase(name);
  }

  /** The value of the field at that place. */
  public String value(int at) {
    return entries.get(at).getValue();
  }

  public Optional<String> first(String name) {
    int at = next(name, 0);
    return at < 0 ? Optional.empty() : Optional.of(value(at));
  }

  public List<Map.Entry<String, String>> entries() {
    return entries;
  }

  /** These fields with {@code more} in place of any of the same names. */
  public HeaderFields with(HeaderFields more) {
    List<Map.Entry<String, String>> merged = new ArrayList<>(entries);
    merged.removeIf(entry -> more.first(entry.getKey()).isPresent());
    merged.addAll(more.entries);
    return of(merged);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HeaderFields that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  /** Names only: values may be credentials. */
  @Override
  public String toString() {
    return entries.stream().map(Map.Entry::getKey).toList().toString();
  }
}

package dev.postern.core.signature.scheme;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where in a request an event's id or type stands. */
public sealed interface Locator {

  /** A header field's first value. */
  record Header(String name) implements Locator {}

  /** A scalar in the JSON body, by JSON Pointer (RFC 6901). */
  record Body(String pointer) implements Locator {}

  /** The first of these that is there. */
  record FirstOf(List<Locator> candidates) implements Locator {}

  /** All of these together; nothing unless every one is there. */
  record Joined(String separator, List<Locator> parts) implements Locator {}

  /** The provider has none. */
  record Nowhere() implements Locator {}

  static Locator header(String name) {
    return new Header(name);
  }

  static Locator body(String pointer) {
    return new Body(pointer);
  }

  static Locator firstOf(Locator... candidates) {
    return new FirstOf(List.of(candidates));
  }

  static Locator joined(String separator, Locator... parts) {
    return new Joined(separator, List.of(parts));
  }

  static Locator nowhere() {
    return new Nowhere();
  }

  /** Every pointer that has to be read from the body. */
  default Stream<String> pointers() {
    return switch (this) {
      case Header ignored -> Stream.empty();
      case Nowhere ignored -> Stream.empty();
      case Body(String pointer) -> Stream.of(pointer);
      case FirstOf(List<Locator> candidates) -> candidates.stream().flatMap(Locator::pointers);
      case Joined(String separator, List<Locator> parts) ->
          parts.stream().flatMap(Locator::pointers);
    };
  }

  /** Every header field that may be read. */
  default Stream<String> headers() {
    return switch (this) {
      case Header(String name) -> Stream.of(name);
      case Nowhere ignored -> Stream.empty();
      case Body ignored -> Stream.empty();
      case FirstOf(List<Locator> candidates) -> candidates.stream().flatMap(Locator::headers);
      case Joined(String separator, List<Locator> parts) ->
          parts.stream().flatMap(Locator::headers);
    };
  }

  default @Nullable String in(Names names) {
    return switch (this) {
      case Nowhere ignored -> null;
      case Header(String name) -> names.headers().first(name).orElse(null);
      case Body(String pointer) -> names.scalars().get(pointer);
      case FirstOf(List<Locator> candidates) -> first(candidates, names);
      case Joined(String separator, List<Locator> parts) -> join(separator, parts, names);
    };
  }

  private static @Nullable String first(List<Locator> candidates, Names names) {
    for (Locator candidate : candidates) {
      String value = candidate.in(names);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable String join(String separator, List<Locator> parts, Names names) {
    StringJoiner joined = new StringJoiner(separator);
    for (Locator part : parts) {
      String value = part.in(names);
      if (value == null) {
        return null;
      }
      joined.add(value);
    }
    return joined.toString();
  }
}

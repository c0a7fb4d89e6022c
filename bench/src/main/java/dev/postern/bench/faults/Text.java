package dev.postern.bench.faults;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pieces of requests. */
final class Text {
  private static final Pattern NUMBER = Pattern.compile("\"n\"\\s*:\\s*\"([^\"]+)\"");

  private Text() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The value of a header; empty when it is not there. */
  static String field(String fields, String name) {
    return fields
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** The number that the publisher gave it; empty for events that are not ours. */
  static String number(String body) {
    Matcher number = NUMBER.matcher(body);
    return number.find() ? number.group(1) : "";
  }
}

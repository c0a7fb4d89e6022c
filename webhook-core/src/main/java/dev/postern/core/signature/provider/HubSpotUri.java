package dev.postern.core.signature.provider;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The URI as HubSpot signs it: the percent-escapes that its documentation lists are decoded, all
 * others stay.
 */
final class HubSpotUri {
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final Map<String, String> DECODED =
      Map.ofEntries(
          Map.entry("%3A", ":"),
          Map.entry("%2F", "/"),
          Map.entry("%3F", "?"),
          Map.entry("%40", "@"),
          Map.entry("%21", "!"),
          Map.entry("%24", "\\$"),
          Map.entry("%27", "'"),
          Map.entry("%28", "("),
          Map.entry("%29", ")"),
          Map.entry("%2A", "*"),
          Map.entry("%2C", ","),
          Map.entry("%3B", ";"));

  private HubSpotUri() {}

  static String decoded(String uri) {
    return ESCAPE
        .matcher(uri)
        .replaceAll(escape -> DECODED.getOrDefault(upper(escape.group()), escape.group()));
  }

  private static String upper(String escape) {
    return escape.toUpperCase(Locale.ROOT);
  }
}

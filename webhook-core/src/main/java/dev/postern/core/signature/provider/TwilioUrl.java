package dev.postern.core.signature.provider;

import dev.postern.core.signature.scheme.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The texts that Twilio signs. */
final class TwilioUrl {
  private static final Pattern URL =
      Pattern.compile(
          "(https?)://([^/?#]*@)?([^/?#:@]+|\\[[^\\]]*])(:[0-9]+)?((?:[/?#].*)?)",
          Pattern.CASE_INSENSITIVE);

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /**
   * What the URL standard escapes of a path, and of a query, besides controls and all beyond ASCII.
   */
  private static final String NO_PATH = "\"<>^`{}";

  private static final String NO_QUERY = "\"<>'";
  private static final String UNRESERVED = "-_.!~*'()";

  private TwilioUrl() {}

  /**
   * The URL as it is, as the URL standard writes it (scheme and host in lower case, never without a
   * path; with and without its escapes), and so with its query taken apart and put together again:
   * all of them are hashed by Twilio's libraries. Each without and with its port, the default one
   * of its scheme where it names none.
   */
  static Set<String> spellings(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return Set.of(url);
    }
    String scheme = parts.group(1);
    String user = parts.group(2) == null ? "" : parts.group(2);
    String host = parts.group(3);
    String rest = parts.group(5);
    String implied = scheme.equalsIgnoreCase("https") ? ":443" : ":80";
    String port = parts.group(4) == null ? implied : parts.group(4);
    Set<String> spellings = new LinkedHashSet<>();
    for (String colon : List.of("", port)) {
      spellings.add(scheme + "://" + user + host + colon + rest);
      String origin = lower(scheme) + "://" + user + lower(host) + colon;
      String path = (rest.startsWith("/") ? "" : "/") + rest;
      spellings.add(origin + path);
      spellings.add(origin + escaped(path));
      spellings.add(origin + rewritten(path));
    }
    return spellings;
  }

  private static String escaped(String path) {
    int query = path.indexOf('?');
    return query < 0
        ? escaped(path, NO_PATH)
        : escaped(path.substring(0, query), NO_PATH) + escaped(path.substring(query), NO_QUERY);
  }

  private static String escaped(String text, String escapes) {
    return percentEncoded(text, c -> escapes.indexOf(c) < 0);
  }

  /** Its query as Node's older module writes it: equal names together, and only letters bare. */
  private static String rewritten(String path) {
    int query = path.indexOf('?');
    if (query < 0 || query == path.length() - 1) {
      return path;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Map.Entry<String, String> pair : QueryParameters.ofUrl(path).pairs()) {
      values
          .computeIfAbsent(component(pair.getKey()), name -> new ArrayList<>())
          .add(component(pair.getValue()));
    }
    return values.entrySet().stream()
        .flatMap(it -> it.getValue().stream().map(value -> it.getKey() + "=" + value))
        .collect(Collectors.joining("&", path.substring(0, query) + "?", ""));
  }

  private static String component(String text) {
    return percentEncoded(text, c -> Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
  }

  private static String percentEncoded(String text, IntPredicate stays) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet > ' ' && octet < 0x7F && stays.test(octet)) {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return encoded.toString();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Names in code-unit order, each followed by its values: repeated ones once, sorted. */
  static String sorted(QueryParameters form) {
    TreeMap<String, SortedSet<String>> values = new TreeMap<>();
    for (Map.Entry<String, String> pair : form.pairs()) {
      values.computeIfAbsent(pair.getKey(), name -> new TreeSet<>()).add(pair.getValue());
    }
    StringBuilder text = new StringBuilder();
    values.forEach((name, all) -> all.forEach(value -> text.append(name).append(value)));
    return text.toString();
  }
}

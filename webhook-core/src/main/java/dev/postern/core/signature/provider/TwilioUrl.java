package dev.postern.core.signature.provider;

import dev.postern.core.signature.scheme.QueryParameters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that Twilio signs. */
final class TwilioUrl {
  private static final Pattern URL =
      Pattern.compile(
          "(https?)://([^/?#]*@)?([^/?#:@]+|\\[[^\\]]*])(:[0-9]+)?((?:[/?#].*)?)",
          Pattern.CASE_INSENSITIVE);

  private TwilioUrl() {}

  /**
   * The URL as it is and as the URL standard writes it (scheme and host in lower case, never
   * without a path), which is what Twilio's libraries hash; each without and with its port, the
   * default one of its scheme where it names none.
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
      spellings.add(
          lower(scheme)
              + "://"
              + user
              + lower(host)
              + colon
              + (rest.startsWith("/") ? "" : "/")
              + rest);
    }
    return spellings;
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

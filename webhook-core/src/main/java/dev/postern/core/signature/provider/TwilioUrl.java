package dev.postern.core.signature.provider;

import dev.postern.core.signature.scheme.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that Twilio signs. */
final class TwilioUrl {
  private static final Pattern URL =
      Pattern.compile("(https?)://([^/?#:]+|\\[[^\\]]*])(:[0-9]+)?((?:[/?#].*)?)");

  private TwilioUrl() {}

  /** The URL without and with its port, the default one of its scheme where it names none. */
  static List<String> spellings(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return List.of(url);
    }
    String before = parts.group(1) + "://" + parts.group(2);
    String implied = parts.group(1).equals("https") ? ":443" : ":80";
    String port = parts.group(3) == null ? implied : parts.group(3);
    return List.of(before + parts.group(4), before + port + parts.group(4));
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

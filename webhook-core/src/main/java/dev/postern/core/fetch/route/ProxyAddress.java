package dev.postern.core.fetch.route;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the operator's proxy is. */
record ProxyAddress(String host, int port) {
  private static final Pattern URL =
      Pattern.compile("http://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]):([1-9][0-9]{0,4})/?");

  static ProxyAddress parse(String text) {
    Matcher match = URL.matcher(text);
    if (!match.matches() || Integer.parseInt(match.group(2)) > 65_535) {
      throw new IllegalArgumentException("not http://host:port");
    }
    return new ProxyAddress(match.group(1), Integer.parseInt(match.group(2)));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}

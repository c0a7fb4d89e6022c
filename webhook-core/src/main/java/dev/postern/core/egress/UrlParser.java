package dev.postern.core.egress;

import dev.postern.core.egress.Decision.Allowed;
import dev.postern.core.egress.Decision.Refused;
import dev.postern.core.egress.EgressUrl.Scheme;
import org.jspecify.annotations.Nullable;

/**
 * Splits a URL once, left to right, and refuses whatever two parsers could disagree about. The
 * differences between RFC 3986 and the WHATWG URL standard are where guards get bypassed.
 */
final class UrlParser {

  private static final String SUB_DELIMS = "!$&'()*+,;=";
  private static final String UNRESERVED_MARKS = "-._~";

  private UrlParser() {}

  static Decision parse(String text) {
    Refused unusable = unusableCharacters(text);
    if (unusable != null) {
      return unusable;
    }
    Scheme scheme = schemeOf(text);
    if (scheme == null) {
      return new Refused(
          Refusal.SCHEME, "The URL must start with https:// in lower case, followed by a host.");
    }
    int start = scheme.word().length() + 3;
    int end = endOfAuthority(text, start);
    String authority = text.substring(start, end);
    if (authority.indexOf('@') >= 0) {
      return new Refused(
          Refusal.USERINFO,
          "The URL carries credentials before an @; set them on the endpoint instead.");
    }
    String target = text.substring(end);
    Refused malformed = malformedTarget(target);
    return malformed != null
        ? malformed
        : withAuthority(text, scheme, authority, target.isEmpty() ? "/" : target);
  }

  private static @Nullable Refused unusableCharacters(String text) {
    if (text.length() > EgressUrl.MAX_LENGTH) {
      return syntax("The URL is longer than " + EgressUrl.MAX_LENGTH + " characters.");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == 0x7f || Character.isISOControl(c) || Character.isWhitespace(c)) {
        return syntax("The URL contains a space or control character at position " + i + ".");
      }
      if (c == '\\') {
        return syntax("The URL contains a backslash at position " + i + ".");
      }
      if (c == '#') {
        return syntax("The URL has a fragment (#…), which is never sent to a server.");
      }
    }
    return null;
  }

  private static @Nullable Scheme schemeOf(String text) {
    for (Scheme scheme : Scheme.values()) {
      String prefix = scheme.word() + "://";
      if (text.startsWith(prefix) && !text.startsWith("/", prefix.length())) {
        return scheme;
      }
    }
    return null;
  }

  private static int endOfAuthority(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '?') {
        return i;
      }
    }
    return text.length();
  }

  private static @Nullable Refused malformedTarget(String target) {
    if (target.startsWith("?")) {
      return syntax("The URL has a query without a path; write a / before the question mark.");
    }
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c == '%') {
        if (i + 2 >= target.length()
            || !isHex(target.charAt(i + 1))
            || !isHex(target.charAt(i + 2))) {
          return syntax("The URL has a % that is not followed by two hexadecimal digits.");
        }
      } else if (!isTargetCharacter(c)) {
        return syntax("The URL's path or query contains a character that must be percent-encoded.");
      }
    }
    return null;
  }

  private static Decision withAuthority(
      String text, Scheme scheme, String authority, String target) {
    int hostEnd =
        authority.startsWith("[") ? authority.indexOf(']') + 1 : firstColonOrEnd(authority);
    if (hostEnd == 0) {
      return syntax("The URL has no host, or an opening bracket without a closing one.");
    }
    String after = authority.substring(hostEnd);
    if (!after.isEmpty() && after.charAt(0) != ':') {
      return syntax("The URL has text between the bracketed address and the port.");
    }
    int port = after.isEmpty() ? scheme.defaultPort() : portNumber(after.substring(1));
    if (port < 0) {
      return new Refused(
          Refusal.PORT, "The port must be a number from 1 to 65535 without leading zeros.");
    }
    String host = authority.substring(0, hostEnd);
    return switch (HostReading.of(host)) {
      case HostReading.Malformed(String detail) -> syntax(detail);
      case HostReading.Mapped() ->
          new Refused(
              Refusal.IP, "An IPv4 address written as IPv6 is not accepted; write it as IPv4.");
      case HostReading.Read(Host read) ->
          new Allowed(new EgressUrl(text, scheme, read, port, target));
    };
  }

  private static int firstColonOrEnd(String authority) {
    int colon = authority.indexOf(':');
    return colon < 0 ? authority.length() : colon;
  }

  private static int portNumber(String digits) {
    if (digits.isEmpty() || digits.length() > 5 || digits.charAt(0) == '0') {
      return -1;
    }
    int port = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      port = port * 10 + (c - '0');
    }
    return port <= 65_535 ? port : -1;
  }

  private static boolean isTargetCharacter(char c) {
    return isAlphanumeric(c)
        || "/?:@".indexOf(c) >= 0
        || SUB_DELIMS.indexOf(c) >= 0
        || UNRESERVED_MARKS.indexOf(c) >= 0;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static Refused syntax(String detail) {
    return new Refused(Refusal.SYNTAX, detail);
  }
}

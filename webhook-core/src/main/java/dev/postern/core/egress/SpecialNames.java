package dev.postern.core.egress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names that mean something only inside a machine or a network. Looking one up would already tell
 * an outsider what is there.
 */
final class SpecialNames {

  static final String LOCALHOST = "localhost";

  private record Suffix(String name, String reason) {}

  private static final List<Suffix> SUFFIXES =
      List.of(
          new Suffix(LOCALHOST, "loopback, RFC 6761"),
          new Suffix("localdomain", "loopback alias"),
          new Suffix("localdomain4", "loopback alias"),
          new Suffix("localdomain6", "loopback alias"),
          new Suffix("local", "multicast DNS, RFC 6762"),
          new Suffix("internal", "reserved by ICANN for private use"),
          new Suffix("intranet", "private network"),
          new Suffix("private", "private network"),
          new Suffix("corp", "private network, never delegated by ICANN"),
          new Suffix("home", "private network, never delegated by ICANN"),
          new Suffix("mail", "private network, never delegated by ICANN"),
          new Suffix("lan", "private network"),
          new Suffix("arpa", "infrastructure and home networks, RFC 3172 and RFC 8375"),
          new Suffix("onion", "Tor, RFC 7686"),
          new Suffix("i2p", "I2P, not DNS"),
          new Suffix("alt", "not DNS, RFC 9476"),
          new Suffix("test", "never delegated, RFC 6761"),
          new Suffix("invalid", "never resolvable, RFC 6761"),
          new Suffix("svc", "cluster service name"),
          new Suffix("kubernetes.default", "cluster service name"),
          new Suffix("consul", "service discovery"),
          new Suffix("metadata.goog", "cloud metadata service"));

  private SpecialNames() {}

  /** A few words on why the name is refused, or null for an ordinary name. */
  static @Nullable String reason(String host) {
    if (host.indexOf('.') < 0) {
      return host.equals(LOCALHOST) ? "loopback, RFC 6761" : "a name without a dot";
    }
    for (Suffix suffix : SUFFIXES) {
      if (host.equals(suffix.name()) || host.endsWith("." + suffix.name())) {
        return suffix.reason();
      }
    }
    return null;
  }
}

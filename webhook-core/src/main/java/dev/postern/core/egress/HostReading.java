package dev.postern.core.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the host text of a URL was told to be, without guessing. */
sealed interface HostReading {

  /** A usable host. */
  record Read(Host host) implements HostReading {}

  /** An IPv4-mapped IPv6 literal: two spellings of one target, so never accepted. */
  record Mapped() implements HostReading {}

  /** Not a host, with a sentence for a person. */
  record Malformed(String detail) implements HostReading {}

  // Read at every attempt, so compiled once.
  Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  static HostReading of(String text) {
    if (text.startsWith("[")) {
      return bracketed(text.substring(1, text.length() - 1));
    }
    String name = ascii(text);
    if (name == null) {
      return new Malformed(
          "The host name is not a valid international name, or not in its normal form.");
    }
    if (endsInNumber(name)) {
      InetAddress address = IpLiteral.ipv4(name);
      return address == null
          ? new Malformed(
              "A host that ends in a number must be an IPv4 address of four plain decimal parts.")
          : new Read(new Host.Address(name, address));
    }
    return isHostName(name)
        ? new Read(new Host.Name(name))
        : new Malformed(
            "The host may only have letters, digits and inner hyphens in labels of 1 to 63"
                + " characters.");
  }

  private static HostReading bracketed(String text) {
    byte[] bytes = IpLiteral.ipv6(text);
    if (bytes == null) {
      return new Malformed("The text in brackets is not an IPv6 address.");
    }
    InetAddress address = IpLiteral.address(bytes);
    return address.getAddress().length == 4
        ? new Mapped()
        : new Read(new Host.Address(text.toLowerCase(Locale.ROOT), address));
  }

  private static @Nullable String ascii(String text) {
    boolean plain = text.chars().allMatch(c -> c < 0x80);
    String folded = plain ? text.toLowerCase(Locale.ROOT) : text;
    return plain && !folded.contains("xn--") ? folded : InternationalName.toAscii(folded);
  }

  // The WHATWG "ends in a number" rule: such a host is read as IPv4 by some resolvers.
  private static boolean endsInNumber(String name) {
    String trimmed = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    String last = trimmed.substring(trimmed.lastIndexOf('.') + 1);
    return NUMBER.matcher(last).matches();
  }

  // A final dot is refused too: certificates and SNI do not carry it.
  private static boolean isHostName(String name) {
    return name.length() <= 253
        && Arrays.stream(name.split("\\.", -1)).allMatch(label -> LABEL.matcher(label).matches());
  }
}

package dev.postern.ingest.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who is really calling, as far as trusted proxies tell: for webhooks, the API and people at the
 * console alike. Pure.
 */
public final class ClientAddress {
  private ClientAddress() {}

  /**
   * The peer itself, unless it is a trusted proxy: then the right-most address its header names
   * that is not one. Everything left of that could have been written by anybody.
   *
   * @param headers every value of the field of a name, in order
   */
  public static InetAddress of(
      InetAddress peer, Function<String, List<String>> headers, TrustedProxies proxies) {
    if (!proxies.networks().contains(peer)) {
      return peer;
    }
    return switch (proxies.header()) {
      case FORWARDED -> walk(peer, forwarded(headers), proxies);
      case X_FORWARDED_FOR -> walk(peer, xForwardedFor(headers), proxies);
      case AUTO -> agreed(peer, headers, proxies);
    };
  }

  // A proxy that writes one of the headers passes the other through from the client: where both are
  // there and differ, one is forged, and there is no telling which.
  private static InetAddress agreed(
      InetAddress peer, Function<String, List<String>> headers, TrustedProxies proxies) {
    List<String> standard = forwarded(headers);
    List<String> older = xForwardedFor(headers);
    if (standard.isEmpty()) {
      return walk(peer, older, proxies);
    }
    InetAddress client = walk(peer, standard, proxies);
    return older.isEmpty() || client.equals(walk(peer, older, proxies)) ? client : peer;
  }

  private static InetAddress walk(InetAddress peer, List<String> hops, TrustedProxies proxies) {
    InetAddress nearest = peer;
    for (String hop : hops.reversed()) {
      InetAddress address = node(hop);
      if (address == null) {
        return nearest;
      }
      nearest = address;
      if (!proxies.networks().contains(address)) {
        return address;
      }
    }
    return nearest;
  }

  private static List<String> xForwardedFor(Function<String, List<String>> headers) {
    List<String> hops = new ArrayList<>();
    for (String line : headers.apply("X-Forwarded-For")) {
      hops.addAll(List.of(line.split(",", -1)));
    }
    return hops;
  }

  private static List<String> forwarded(Function<String, List<String>> headers) {
    List<String> hops = new ArrayList<>();
    for (String line : headers.apply("Forwarded")) {
      for (String element : line.split(",", -1)) {
        hops.add(forParameter(element));
      }
    }
    return hops;
  }

  private static String forParameter(String element) {
    for (String pair : element.split(";", -1)) {
      String stripped = pair.strip();
      if (stripped.regionMatches(true, 0, "for=", 0, 4)) {
        return stripped.substring(4);
      }
    }
    return "unknown";
  }

  /** RFC 7239 section 6, and the looser habits of X-Forwarded-For. */
  private static @Nullable InetAddress node(String text) {
    String node = text.strip();
    if (node.length() >= 2 && node.startsWith("\"") && node.endsWith("\"")) {
      node = node.substring(1, node.length() - 1);
    }
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end < 0 ? null : IpText.parse(node.substring(1, end));
    }
    int colon = node.indexOf(':');
    boolean port = colon >= 0 && colon == node.lastIndexOf(':');
    return IpText.parse(port ? node.substring(0, colon) : node);
  }
}

package dev.postern.core.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A name server in memory: each name has answers, used up in order, the last one for good. */
final class StubNames implements NameResolver {

  private final Map<String, Deque<List<InetAddress>>> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  StubNames answering(String host, String... addresses) {
    answers
        .computeIfAbsent(host, any -> new ArrayDeque<>())
        .add(Arrays.stream(addresses).map(StubNames::address).toList());
    return this;
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public List<InetAddress> lookup(String host, Duration within) throws UnknownHostException {
    asked.add(host);
    Deque<List<InetAddress>> left = answers.get(host);
    if (left == null) {
      throw new UnknownHostException("SERVFAIL");
    }
    return left.size() > 1 ? left.remove() : left.element();
  }

  static InetAddress address(String literal) {
    InetAddress ipv4 = IpLiteral.ipv4(literal);
    if (ipv4 != null) {
      return ipv4;
    }
    byte[] bytes = IpLiteral.ipv6(literal);
    if (bytes == null) {
      throw new IllegalArgumentException(literal);
    }
    return IpLiteral.address(bytes);
  }
}

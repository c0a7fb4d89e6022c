package dev.postern.core.egress;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An absolute {@code http} or {@code https} URL that passed the one strict parser. Immutable. */
public final class EgressUrl {

  /** Longest URL accepted, in characters. */
  public static final int MAX_LENGTH = 2048;

  /** The two schemes that exist for a webhook. */
  public enum Scheme {
    /** TLS, port 443 by default. */
    HTTPS("https", 443),
    /** Plain text, port 80 by default; policy decides whether it may be used. */
    HTTP("http", 80);

    private final String word;
    private final int defaultPort;

    Scheme(String word, int defaultPort) {
      this.word = word;
      this.defaultPort = defaultPort;
    }

    public String word() {
      return word;
    }

    public int defaultPort() {
      return defaultPort;
    }
  }

  private final String text;
  private final Scheme scheme;
  private final Host host;
  private final int port;
  private final String target;

  EgressUrl(String text, Scheme scheme, Host host, int port, String target) {
    this.text = text;
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.target = target;
  }

  /**
   * Parses by RFC 3986 section 3, narrowed: no user information, no fragment, nothing that another
   * parser might read differently. Says nothing about where the URL points.
   */
  public static Decision parse(String text) {
    return UrlParser.parse(text);
  }

  public Scheme scheme() {
    return scheme;
  }

  /** Lower-case ASCII: A-labels for international names, IPv6 literals without brackets. */
  public String host() {
    return host.text();
  }

  /** The address when the host is an IP literal. */
  public Optional<InetAddress> literal() {
    return host instanceof Host.Address(String spelling, InetAddress address)
        ? Optional.of(address)
        : Optional.empty();
  }

  /** The effective port, 1 to 65535. */
  public int port() {
    return port;
  }

  /** Path and query exactly as typed; {@code /} when the path was empty. */
  public String target() {
    return target;
  }

  /** The value of the {@code Host} field, RFC 9110 section 7.2: the port only when not default. */
  public String authority() {
    String name = host().indexOf(':') >= 0 ? "[" + host() + "]" : host();
    return port == scheme.defaultPort() ? name : name + ":" + port;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EgressUrl url && url.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** What was typed. */
  @Override
  public String toString() {
    return text;
  }
}

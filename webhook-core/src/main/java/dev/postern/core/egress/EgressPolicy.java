package dev.postern.core.egress;

import dev.postern.core.egress.Decision.Allowed;
import dev.postern.core.egress.Decision.Refused;
import dev.postern.core.egress.EgressUrl.Scheme;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where requests may leave for. The same policy judges a URL when it is stored and every address it
 * resolves to when it is used. Immutable, so safe for any number of threads.
 */
public final class EgressPolicy {

  private final AllowList allow;
  private final AddressPolicy addresses;
  private final Options options;

  /**
   * The operator's switches.
   *
   * @param requireHttps plain http only to targets inside the allow list
   * @param publicLiterals public IP literals may stand in for a host name
   * @param extraPorts ports permitted besides 443 for https and 80 for http
   */
  public record Options(boolean requireHttps, boolean publicLiterals, Set<Integer> extraPorts) {
    public Options {
      extraPorts = Set.copyOf(extraPorts);
    }
  }

  private EgressPolicy(AllowList allow, AddressPolicy addresses, Options options) {
    this.allow = allow;
    this.addresses = addresses;
    this.options = options;
  }

  /** Public https targets only. */
  public static EgressPolicy strict() {
    return parse("", true);
  }

  /**
   * Reads the values of {@code postern.egress.allow} and {@code postern.egress.require.https}.
   *
   * @param allowText comma separated {@code CIDR} or {@code CIDR:port}; may be empty
   * @throws IllegalArgumentException one clear line about the first entry that is not one
   */
  public static EgressPolicy parse(String allowText, boolean requireHttps) {
    try {
      return new EgressPolicy(
          AllowList.parse(allowText),
          new AddressPolicy(List.of()),
          new Options(requireHttps, true, Set.of()));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "postern.egress.allow must be a comma separated list of CIDR or CIDR:port: "
              + malformed.getMessage(),
          malformed);
    }
  }

  /** The same policy with other switches. */
  public EgressPolicy with(Options changed) {
    return new EgressPolicy(allow, addresses, changed);
  }

  /** The same policy that also refuses these ranges, unless the allow list opens them. */
  public EgressPolicy alsoDenying(Collection<Cidr> ranges) {
    return new EgressPolicy(allow, addresses.alsoDenying(ranges), options);
  }

  /** Judges a URL by its text alone; no name is looked up. */
  public Decision check(String text) {
    return switch (EgressUrl.parse(text)) {
      case Refused refused -> refused;
      case Allowed(EgressUrl url) -> {
        Refused refused = refusal(url);
        yield refused == null ? new Allowed(url) : refused;
      }
    };
  }

  /** Why this URL may not be used at this address; empty when it may. */
  public Optional<Refused> refusal(EgressUrl url, InetAddress address) {
    if (allow.opens(address, url.port(), addresses)) {
      return Optional.empty();
    }
    Optional<Refused> blocked =
        addresses
            .reason(address)
            .map(reason ->
                new Refused(
                    Refusal.IP,
                    "The address " + address.getHostAddress() + " is refused: " + reason + "."));
    return blocked
        .or(() -> Optional.ofNullable(schemeRefusal(url)))
        .or(() -> Optional.ofNullable(isUsual(url) ? null : portRefusal(url)));
  }

  /** The loopback addresses that {@code localhost} stands for here, RFC 6761 section 6.3. */
  List<InetAddress> loopback(EgressUrl url) {
    return Stream.of("127.0.0.1/32", "::1/128")
        .map(range -> Cidr.parse(range).network())
        .filter(address -> allow.opens(address, url.port(), addresses))
        .toList();
  }

  private @Nullable Refused refusal(EgressUrl url) {
    Optional<InetAddress> literal = url.literal();
    if (literal.isPresent()) {
      return literalRefusal(url, literal.get());
    }
    String special = SpecialNames.reason(url.host());
    if (special != null) {
      return url.host().equals(SpecialNames.LOCALHOST) && !loopback(url).isEmpty()
          ? null
          : new Refused(Refusal.HOST, "The host " + url.host() + " is refused: " + special + ".");
    }
    Refused scheme = schemeRefusal(url);
    if (scheme != null) {
      return scheme;
    }
    return isUsual(url) || allow.names(url.port()) ? null : portRefusal(url);
  }

  private @Nullable Refused literalRefusal(EgressUrl url, InetAddress literal) {
    boolean opened = allow.opens(literal, url.port(), addresses);
    return options.publicLiterals() || opened
        ? refusal(url, literal).orElse(null)
        : new Refused(Refusal.HOST, "The URL must name a host, not an IP address.");
  }

  private @Nullable Refused schemeRefusal(EgressUrl url) {
    return url.scheme() == Scheme.HTTP && options.requireHttps()
        ? new Refused(Refusal.SCHEME, "The URL must start with https://.")
        : null;
  }

  private boolean isUsual(EgressUrl url) {
    return url.port() == url.scheme().defaultPort() || options.extraPorts().contains(url.port());
  }

  private static Refused portRefusal(EgressUrl url) {
    return new Refused(
        Refusal.PORT,
        "Port " + url.port() + " is not permitted; use " + url.scheme().defaultPort() + ".");
  }
}

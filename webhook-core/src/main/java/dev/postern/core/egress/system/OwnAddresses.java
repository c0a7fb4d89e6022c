package dev.postern.core.egress.system;

import dev.postern.core.egress.Cidr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The addresses of this installation, which a webhook must not be able to reach by their public
 * side.
 */
public final class OwnAddresses {

  private static final System.Logger LOG = System.getLogger(OwnAddresses.class.getName());
  private static final Pattern POSTGRESQL = Pattern.compile("jdbc:postgresql://([^/?]+).*");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:,\\[\\]]+)(:[0-9]+)?");

  private OwnAddresses() {}

  /** Those of every interface and of the database's hosts, as they are at this moment. */
  public static List<Cidr> of(String databaseUrl) {
    return Stream.concat(ofInterfaces().stream(), ofDatabase(databaseUrl).stream())
        .distinct()
        .toList();
  }

  /** None for an embedded database, or for a host that has no address now. */
  static List<Cidr> ofDatabase(String databaseUrl) {
    Matcher hosts = POSTGRESQL.matcher(databaseUrl);
    return hosts.matches()
        ? Stream.of(hosts.group(1).split(",")).flatMap(OwnAddresses::addresses).toList()
        : List.of();
  }

  private static Stream<Cidr> addresses(String hostAndPort) {
    Matcher host = HOST.matcher(hostAndPort);
    if (!host.matches()) {
      return Stream.empty();
    }
    try {
      return Stream.of(InetAddress.getAllByName(host.group(1))).map(OwnAddresses::single);
    } catch (UnknownHostException unknown) {
      LOG.log(System.Logger.Level.WARNING, "database_host_unknown_to_the_egress_guard", unknown);
      return Stream.empty();
    }
  }

  /**
   * Every address of every interface, one range each.
   *
   * @throws UncheckedIOException the system does not tell
   */
  public static List<Cidr> ofInterfaces() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(OwnAddresses::single)
          .distinct()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The node's interfaces cannot be read", unreadable);
    }
  }

  private static Cidr single(InetAddress address) {
    try {
      byte[] bytes = address.getAddress();
      return new Cidr(InetAddress.getByAddress(bytes), bytes.length * 8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}

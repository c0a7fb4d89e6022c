package dev.postern.core.egress.system;

import dev.postern.core.egress.Cidr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

/** The addresses of this node, which a webhook must not be able to reach by their public side. */
public final class OwnAddresses {

  private OwnAddresses() {}

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

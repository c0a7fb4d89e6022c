package dev.postern.core.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** Looks names up. The only door of this package to the outside. */
public interface NameResolver {

  /**
   * Every address of a name, from one lookup.
   *
   * @param host lower-case ASCII name, never a literal
   * @param within how long the lookup may take
   * @throws UnknownHostException no address, a server failure, or no answer in time; the message
   *     says which
   * @throws ResolverBusyException this node did not get round to asking
   */
  List<InetAddress> lookup(String host, Duration within) throws UnknownHostException;
}

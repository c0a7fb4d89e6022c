package dev.postern.ingest.receive;

import dev.postern.core.signature.HeaderFields;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What came in over the wire, before anything is believed.
 *
 * @param token the path after {@code /in/}
 * @param query as it was sent, without the question mark
 * @param peer who holds the connection
 * @param length announced, negative when unknown
 */
record Arrival(
    String method,
    String token,
    @Nullable String query,
    HeaderFields headers,
    InetAddress peer,
    long length) {
  /** Never prints the token: whoever has it may post, and some providers prove nothing else. */
  @Override
  public String toString() {
    return "Arrival[" + method + " from " + peer.getHostAddress() + "]";
  }
}

package dev.postern.outbound.endpoint;

import dev.postern.outbound.send.TlsProfile;

/** How Postern proves itself to a receiver, and the receiver to Postern. Stored sealed. */
public record EndpointAccess(EndpointAuth auth, TlsProfile tls) {
  private static final EndpointAccess OPEN =
      new EndpointAccess(EndpointAuth.none(), TlsProfile.RUNTIME);

  /** No credentials, and the trust of the Java runtime. */
  public static EndpointAccess open() {
    return OPEN;
  }

  public boolean isOpen() {
    return equals(OPEN);
  }
}

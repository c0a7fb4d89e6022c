package dev.postern.ingest.network;

/**
 * The proxies in front of this node, and which header they write.
 *
 * @param networks where they call from; empty: nothing is ever believed
 */
public record TrustedProxies(Networks networks, Header header) {
  public static final TrustedProxies NONE = new TrustedProxies(Networks.NONE, Header.AUTO);

  /** Which header tells the client's address. */
  public enum Header {
    /** The one that is there; with both, only what they agree on. */
    AUTO,
    /** RFC 7239. */
    FORWARDED,
    X_FORWARDED_FOR
  }
}

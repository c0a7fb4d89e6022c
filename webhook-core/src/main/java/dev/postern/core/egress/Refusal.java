package dev.postern.core.egress;

/** Why a URL may not be used as a target. The stable word is {@link #code()}. */
public enum Refusal {
  /** Not an RFC 3986 URL as this product accepts it. */
  SYNTAX,
  /** Not {@code https://}, or {@code http://} where policy does not permit it. */
  SCHEME,
  /** Credentials inside the URL. */
  USERINFO,
  /** Not a port number, or a port that policy does not permit. */
  PORT,
  /** A name that only has a meaning inside some machine or network. */
  HOST,
  /** A literal address inside a blocked range. */
  IP;

  /** The stable machine word, for example {@code REJECT_IP}. */
  public String code() {
    return "REJECT_" + name();
  }
}

package dev.postern.core.fetch;

import dev.postern.core.signature.HeaderFields;

/** What became of a request. Details are one sentence for a person and hold no credential. */
public sealed interface Fetched {
  /**
   * A whole answer, of whatever status: a redirect is one too, and was not followed.
   *
   * @param body as it came over the wire, within the cap
   */
  @SuppressWarnings("ArrayRecordComponent") // raw bytes are the point; they are never compared
  record Answered(int status, HeaderFields headers, byte[] body) implements Fetched {
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /** An answer of that status whose body passed the cap; nothing of it is kept. */
  record TooLarge(int status) implements Fetched {}

  /** The egress policy does not let a request go there; nothing was sent. */
  record Refused(String detail) implements Fetched {}

  /** No whole answer; worth another try later. */
  record Failed(Trouble trouble, String detail) implements Fetched {}

  /** Where it broke. */
  enum Trouble {
    DNS,
    CONNECT,
    TLS,
    TIMEOUT,
    /** The connection ended, or what came was no HTTP. */
    BROKEN
  }
}

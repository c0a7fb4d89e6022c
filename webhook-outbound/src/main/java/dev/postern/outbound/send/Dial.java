package dev.postern.outbound.send;

/** What came of opening a connection. */
sealed interface Dial {

  /** Connected, and with TLS where the URL asks for it, to a permitted address. */
  record Connected(Line line) implements Dial {}

  /** No connection; no byte of the request was sent. */
  record Failed(Outcome outcome, String detail) implements Dial {}
}

package dev.postern.core.egress;

import java.net.InetAddress;

/** The host part of a URL, RFC 3986 section 3.2.2. */
sealed interface Host {

  /** Lower-case ASCII, without brackets. */
  String text();

  /** A DNS name as lower-case A-labels. */
  record Name(String text) implements Host {}

  /** A literal in its only accepted spelling. */
  record Address(String text, InetAddress address) implements Host {}
}

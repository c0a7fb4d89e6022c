package dev.postern.core.egress;

import java.net.InetAddress;
import java.util.List;

/** What one lookup came to. */
public sealed interface Resolution {

  /** Every address of the answer passed; only these may be dialled, and none looked up again. */
  record Resolved(List<InetAddress> addresses) implements Resolution {
    public Resolved {
      addresses = List.copyOf(addresses);
    }
  }

  /** At least one address of the answer is refused, so none may be dialled. */
  record Blocked(String detail) implements Resolution {}

  /** There was no answer; worth another attempt later. */
  record DnsFailure(String detail) implements Resolution {}

  /** Nobody was asked, because this node was too busy: says nothing about the name. */
  record NotAsked(String detail) implements Resolution {}
}

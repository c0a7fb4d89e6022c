package dev.postern.core.egress;

import java.net.UnknownHostException;

/** The name was not asked for, or hardly: this node's own fault, and no verdict on the name. */
public final class ResolverBusyException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  /** With a sentence's end as its message. */
  public ResolverBusyException() {
    super("this node was too busy with other lookups");
  }
}

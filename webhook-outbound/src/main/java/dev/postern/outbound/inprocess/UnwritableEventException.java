package dev.postern.outbound.inprocess;

/** The data of an event cannot be written as JSON; the message says which part of it. */
public final class UnwritableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnwritableEventException(String message, Throwable cause) {
    super(message, cause);
  }
}

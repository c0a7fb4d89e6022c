package dev.postern.core.alert;

/** The target could not be reached, or says that it is in trouble itself. */
public class AlertAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AlertAwayException(String detail) {
    super(detail);
  }
}

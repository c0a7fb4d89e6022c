package dev.postern.outbound.send;

/** A status code in words that a person understands. */
final class StatusDetail {

  private StatusDetail() {}

  static String of(int status) {
    String answered = "The receiver answered " + status;
    return switch (status / 100) {
      case 2 -> answered + ".";
      case 3 -> answered + ": redirect not followed.";
      case 4 -> answered + meaning(status) + ".";
      case 5 -> answered + ": it failed on its side.";
      default -> answered + ", which is not a status for an answer.";
    };
  }

  private static String meaning(int status) {
    return switch (status) {
      case 401, 403 -> ": it does not accept the credentials or the signature";
      case 404 -> ": nothing listens at this path";
      case 408 -> ": it waited too long for the request";
      case 410 -> ": it is gone and wants no more webhooks";
      case 413 -> ": the payload is too large for it";
      case 429 -> ": it asks to slow down";
      default -> ": it refuses the request";
    };
  }
}

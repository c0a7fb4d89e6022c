package dev.postern.outbound.dispatch;

/** What came of composing. */
sealed interface Composed {
  record Ready(Letter letter) implements Composed {}

  /**
   * @param reason one line, without values of the data
   */
  record Unfit(String reason) implements Composed {}
}

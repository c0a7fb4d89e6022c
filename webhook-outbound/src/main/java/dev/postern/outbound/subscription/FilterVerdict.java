package dev.postern.outbound.subscription;

/** What a filter says about one event. */
public sealed interface FilterVerdict {
  record Passed() implements FilterVerdict {}

  /**
   * @param reason {@code filter_false}, or {@code filter_error: …}
   */
  record HeldBack(String reason) implements FilterVerdict {}
}

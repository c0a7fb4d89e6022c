package dev.postern.outbound.send;

/**
 * What is kept of an answer's body: text a person can read, safe to store.
 *
 * @param text at most {@link #MAX_CHARACTERS} characters, without NUL
 * @param truncated whether there was more
 */
public record BodyExcerpt(String text, boolean truncated) {

  /** Most characters kept. */
  public static final int MAX_CHARACTERS = 10_000;

  static final BodyExcerpt NONE = new BodyExcerpt("", false);
}

package dev.postern.core.idempotency;

import org.jspecify.annotations.Nullable;

/** An answer as it went out. {@code body} is the text of its JSON; it may hold a secret. */
public record StoredAnswer(int status, @Nullable String location, String body) {
  /** Never prints the body. */
  @Override
  public String toString() {
    return "StoredAnswer[" + status + "]";
  }
}

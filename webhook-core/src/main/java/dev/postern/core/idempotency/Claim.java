package dev.postern.core.idempotency;

/** What a key means for the request that carries it. */
public sealed interface Claim {
  /** Nobody used the key: run the operation, then complete or release it. */
  record Fresh() implements Claim {}

  /** The same request was answered before. */
  record Answered(StoredAnswer answer) implements Claim {}

  /** The key belongs to another request. */
  record Reused() implements Claim {}

  /** The same request is being worked on right now. */
  record InProgress() implements Claim {}
}

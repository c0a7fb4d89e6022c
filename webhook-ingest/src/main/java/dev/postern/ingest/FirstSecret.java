package dev.postern.ingest;

import dev.postern.core.secret.SecretText;

/** Which secret a new source starts with. */
public sealed interface FirstSecret {
  /** Made in the provider's form and shown once. */
  record Generated() implements FirstSecret {}

  /** What the provider gave: a shared secret, or the public key of an asymmetric provider. */
  record Given(SecretText text) implements FirstSecret {}

  /** None: every request is refused until one is set. */
  record Absent() implements FirstSecret {}
}

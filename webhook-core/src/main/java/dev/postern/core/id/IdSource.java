package dev.postern.core.id;

import java.util.UUID;

/** Makes UUIDv7s: unique, and later ones sort after earlier ones of this node. Thread-safe. */
@FunctionalInterface
public interface IdSource {
  UUID next();
}

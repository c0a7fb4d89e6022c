package dev.postern.core.store;

/** The two databases that the stores speak. */
public enum Dialect {
  H2,
  POSTGRESQL;

  /** Folder name of dialect-specific migrations. */
  String folder() {
    return switch (this) {
      case H2 -> "h2";
      case POSTGRESQL -> "postgresql";
    };
  }
}

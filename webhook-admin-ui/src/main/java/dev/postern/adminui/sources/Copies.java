package dev.postern.adminui.sources;

import org.jspecify.annotations.Nullable;

/** What is done with a request whose signed content came under another event id before. */
enum Copies {
  BY_PROVIDER("Refuse it where it can only be a copy", null),
  REFUSED("Refuse it: the sender never repeats itself", true),
  TAKEN("Take it: the sender repeats itself on purpose", false);

  private final String label;
  private final @Nullable Boolean refused;

  Copies(String label, @Nullable Boolean refused) {
    this.label = label;
    this.refused = refused;
  }

  static Copies of(@Nullable Boolean refused) {
    if (refused == null) {
      return BY_PROVIDER;
    }
    return refused ? REFUSED : TAKEN;
  }

  String label() {
    return label;
  }

  /** As the contract writes it. */
  @Nullable Boolean refused() {
    return refused;
  }
}

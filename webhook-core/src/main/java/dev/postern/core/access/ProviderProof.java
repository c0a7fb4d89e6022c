package dev.postern.core.access;

import java.util.Locale;

/** What a log-in by an OpenID provider proves, by the {@code auth_time} of its ID token. */
public enum ProviderProof {
  /** The person has just shown the provider who they are. */
  FRESH,
  /** The provider let them through on an older log-in. */
  STALE,
  /** The provider does not say when that was, which proves nothing. */
  ABSENT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

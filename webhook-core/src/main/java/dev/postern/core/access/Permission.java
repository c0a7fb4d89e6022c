package dev.postern.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The few kinds of things a call can do. */
public enum Permission {
  /** See configuration, deliveries, received webhooks; never a secret's value. */
  READ,
  /** Publish events. */
  PUBLISH,
  /** Change endpoints, subscriptions, sources, event types; retry, replay, rotate. */
  WRITE,
  /** Users, API keys, revealing secrets, tenant settings. */
  ADMINISTER,
  /** Tenants themselves. */
  PLATFORM;

  /** The word in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One of those that a tenant has, by its word. */
  public static Optional<Permission> ofTenant(@Nullable String word) {
    return Arrays.stream(values())
        .filter(permission -> permission != PLATFORM && permission.word().equals(word))
        .findFirst();
  }
}

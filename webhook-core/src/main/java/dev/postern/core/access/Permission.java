package dev.postern.core.access;

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
  PLATFORM
}

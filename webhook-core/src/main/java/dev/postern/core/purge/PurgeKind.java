package dev.postern.core.purge;

/** What was deleted. The names stand in the table. */
public enum PurgeKind {
  TENANT,
  SOURCE
}

package dev.postern.core.notice;

import dev.postern.core.id.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should know.
 *
 * @param tenant null for what concerns those who run the platform
 * @param kind stable dotted word: {@code endpoint.suspended}, {@code source.signature_failures} …
 * @param incident names the trouble within its tenant, at most 200 characters: while it is open,
 *     the same incident raised again only counts. Usually {@code kind:object id}.
 * @param sentence what happened and what it means, for a person; no secret, no payload
 * @param details ids and figures for machines
 */
public record Notice(
    @Nullable TenantId tenant,
    String kind,
    Severity severity,
    String incident,
    String sentence,
    Map<String, String> details) {

  /** How soon somebody should look. */
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }

  public Notice {
    details = Map.copyOf(details);
  }
}

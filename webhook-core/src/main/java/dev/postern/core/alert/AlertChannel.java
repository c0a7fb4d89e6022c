package dev.postern.core.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel as it is shown.
 *
 * @param tenant null for those who run the platform
 * @param target what may be shown of it
 */
public record AlertChannel(
    AlertChannelId id,
    @JsonIgnore @Nullable TenantId tenant,
    AlertKind kind,
    String target,
    Edit edit,
    Instant createdAt,
    Instant updatedAt) {

  /** What a person can change. */
  public record Edit(String name, boolean enabled, AlertRules rules) {}
}

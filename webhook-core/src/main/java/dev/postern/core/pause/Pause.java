package dev.postern.core.pause;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.Id;
import dev.postern.core.id.PauseId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is stopped.
 *
 * @param tenant null for everything
 * @param object the tenant's, endpoint's or source's number; the nil UUID for everything
 * @param intake providers are answered 503 with {@code Retry-After}
 * @param deliveries nothing is sent; publishing goes on
 * @param byPlatform only those who run the platform may resume it
 */
public record Pause(
    PauseId id,
    @JsonIgnore @Nullable TenantId tenant,
    Scope scope,
    @JsonIgnore UUID object,
    boolean intake,
    boolean deliveries,
    String reason,
    String pausedBy,
    boolean byPlatform,
    Instant createdAt) {
  static final UUID EVERYTHING = new UUID(0, 0);

  /** How much is stopped. */
  public enum Scope {
    EVERYTHING,
    TENANT,
    ENDPOINT,
    SOURCE;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The id of what is stopped, as people know it; null for everything. */
  @JsonProperty("object_id")
  public @Nullable Id objectId() {
    return switch (scope) {
      case EVERYTHING -> null;
      case TENANT -> new TenantId(object);
      case ENDPOINT -> new EndpointId(object);
      case SOURCE -> new SourceId(object);
    };
  }
}

package dev.postern.core.tenant;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.core.id.Mode;
import dev.postern.core.id.TenantId;
import java.time.Instant;

/**
 * One customer of this Postern, in one of its modes. {@code slug} addresses it in URLs and never
 * changes; that of the test mode ends with {@code :test}.
 */
public record Tenant(TenantId id, String slug, String name, Instant createdAt) {
  static final String TEST_SUFFIX = ":test";

  @JsonProperty
  public Mode mode() {
    return id.mode();
  }

  /** The same tenant in that mode. */
  public Tenant in(Mode mode) {
    if (mode == id.mode()) {
      return this;
    }
    return switch (mode) {
      case TEST -> new Tenant(id.in(mode), slug + TEST_SUFFIX, name + " (test)", createdAt);
      case LIVE ->
          throw new IllegalStateException(
              "a tenant is looked up live, and seen in test from there");
    };
  }
}

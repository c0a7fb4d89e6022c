package dev.postern.core.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.postern.core.id.TenantId;
import dev.postern.core.id.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person who logs in to the console. {@code tenant} is null for platform administrators. */
public record User(
    UserId id,
    @JsonIgnore @Nullable TenantId tenant,
    String email,
    Role role,
    Instant createdAt,
    @Nullable Instant lastLoginAt) {

  public Caller caller() {
    return new Caller("user", id.toString(), email, Optional.ofNullable(tenant), role);
  }
}

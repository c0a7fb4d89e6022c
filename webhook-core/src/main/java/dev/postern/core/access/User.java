package dev.postern.core.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.postern.core.id.TenantId;
import dev.postern.core.id.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person who logs in to the console.
 *
 * @param tenant null for platform administrators
 * @param passwordSetAt null for somebody who has no password: invited and not come yet, or let in
 *     by an OpenID provider
 */
public record User(
    UserId id,
    @JsonIgnore @Nullable TenantId tenant,
    String email,
    Role role,
    Instant createdAt,
    @JsonIgnore @Nullable Instant passwordSetAt,
    @Nullable Instant lastLoginAt) {

  public Caller caller() {
    return new Caller("user", id.toString(), email, Optional.ofNullable(tenant), role);
  }

  /** Whether a session that began at {@code login} still counts: a new password ends older ones. */
  public boolean honours(Instant login) {
    return passwordSetAt == null || !login.isBefore(passwordSetAt);
  }

  /** Whether the person has ever come, or at least chosen a password. */
  public boolean active() {
    return passwordSetAt != null || lastLoginAt != null;
  }
}

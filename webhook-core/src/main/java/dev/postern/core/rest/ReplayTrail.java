package dev.postern.core.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.TenantId;
import dev.postern.core.idempotency.StoredAnswer;
import dev.postern.core.json.Json;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records a secret that was shown again: the answer to a repeated {@code Idempotency-Key} holds
 * what its first one did. Thread-safe.
 */
@Service
public class ReplayTrail {
  /** Where the API's answers hold what is shown once. */
  private static final List<String> SHOWN_ONCE =
      List.of("/value", "/secret", "/secret/value", "/invitation_url");

  private static final int LONGEST_TARGET = 200;
  private final AuditTrail trail;

  @Inject
  public ReplayTrail(AuditTrail trail) {
    this.trail = trail;
  }

  /**
   * @param tenant whose path it came by, if any
   * @param path of the request
   */
  void replayed(StoredAnswer answer, @Nullable TenantId tenant, String path) {
    if (!holdsSecret(answer.body())) {
      return;
    }
    String target = path.substring(0, Math.min(path.length(), LONGEST_TARGET));
    Change change = Change.of("secret.replayed", "request", target);
    if (tenant == null) {
      trail.recordPlatform(change);
    } else {
      trail.record(tenant, change);
    }
  }

  private static boolean holdsSecret(String body) {
    if (body.isEmpty()) {
      return false;
    }
    try {
      JsonNode tree = Json.mapper().readTree(body);
      return SHOWN_ONCE.stream().anyMatch(pointer -> tree.at(pointer).isTextual());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored answer is JSON", e);
    }
  }
}

package dev.postern.core.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.json.Json;

/**
 * An entry as an event of OCSF 1.3: log-ins are of the class Authentication (3002), everything else
 * of API Activity (6003). What OCSF has no place for is under {@code unmapped}.
 *
 * @see <a href="https://schema.ocsf.io/1.3.0/classes/api_activity">OCSF, API Activity</a>
 * @see <a href="https://schema.ocsf.io/1.3.0/classes/authentication">OCSF, Authentication</a>
 */
final class OcsfEvent {
  private static final int AUTHENTICATION = 3002;
  private static final int API_ACTIVITY = 6003;
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;
  private static final int INFORMATIONAL = 1;
  private static final int MEDIUM = 3;

  private OcsfEvent() {}

  static ObjectNode of(AuditEntry entry) {
    boolean refused = entry.action().equals("user.sign_in_refused");
    boolean logIn = refused || entry.action().equals("user.signed_in");
    int type = logIn ? AUTHENTICATION : API_ACTIVITY;
    int activity = logIn ? 1 : activity(entry.action());
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("class_uid", type);
    event.put("category_uid", type / 1000);
    event.put("activity_id", activity);
    event.put("type_uid", type * 100 + activity);
    event.put("time", entry.at().toEpochMilli());
    event.put("severity_id", refused ? MEDIUM : INFORMATIONAL);
    event.put("status_id", refused ? FAILURE : SUCCESS);
    event.put("message", entry.action());
    metadata(event.putObject("metadata"), entry);
    person(event.putObject("actor").putObject("user"), entry.actor());
    event.putObject("src_endpoint").put("ip", entry.origin().ip());
    if (logIn) {
      event.putObject("user").put("uid", entry.targetId());
    } else {
      ObjectNode api = event.putObject("api").put("operation", entry.action());
      api.putObject("request").put("uid", entry.origin().requestId());
      event
          .putArray("resources")
          .addObject()
          .put("type", entry.targetType())
          .put("uid", entry.targetId());
    }
    event
        .putObject("unmapped")
        .put("before", entry.before())
        .put("after", entry.after())
        .put("previous_hash", entry.previousHash().hex())
        .put("hash", entry.hash().hex());
    return event;
  }

  private static void metadata(ObjectNode metadata, AuditEntry entry) {
    metadata.put("version", "1.3.0");
    metadata.put("uid", entry.id().toString());
    metadata.put("sequence", entry.seq());
    metadata.putObject("product").put("name", "Postern").put("vendor_name", "Postern");
  }

  private static void person(ObjectNode user, Actor actor) {
    user.put("uid", actor.id());
    user.put("name", actor.name());
    user.put("type", actor.type());
  }

  /** Create, read, update or delete, by the last word of the action; 99 is anything else. */
  private static int activity(String action) {
    return switch (action.substring(action.lastIndexOf('.') + 1)) {
      case "created", "invited", "provisioned" -> 1;
      case "revealed", "exported" -> 2;
      case "deleted", "revoked" -> 4;
      case "updated", "renamed", "rotated", "expired", "role_changed", "enabled", "disabled" -> 3;
      default -> 99;
    };
  }
}

package dev.postern.core.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The kinds of things that a file lists, in the order in which they can be made. */
public enum Part {
  EVENT_TYPES(
      "event_types",
      "event-types",
      "name",
      List.of("description", "schema", "example", "archived")),
  ENDPOINTS(
      "endpoints",
      "endpoints",
      "url",
      List.of(
          "description",
          "signature_formats",
          "signature_format_sunsets",
          "cloudevents_mode",
          "custom_signature",
          "payload",
          "headers",
          "auth",
          "tls",
          "rate_limit",
          "max_in_flight",
          "timeout_seconds",
          "retry_schedule",
          "max_attempts",
          "ordering",
          "batch",
          "suspend_after_failures",
          "suspend_min_seconds")),
  SOURCES(
      "sources",
      "sources",
      "name",
      List.of(
          "provider",
          "enabled",
          "allowed_cidrs",
          "allowed_user_agents",
          "rate_limit",
          "rate_limit_total",
          "provider_config",
          "replay_window_seconds",
          "max_body_bytes",
          "success_status",
          "success_answer",
          "custom_scheme",
          "required_fields",
          "max_event_age",
          "json_schema",
          "event_location",
          "refuse_repeated_bodies",
          "retention_days",
          "mode",
          "forward",
          "auto_response",
          "countries")),
  ALERT_CHANNELS(
      "alert_channels",
      "alert-channels",
      "name",
      List.of("kind", "enabled", "min_severity", "notices")),
  DENY_LISTS("deny_lists", "deny-lists", "name", List.of("url", "refresh_seconds", "enabled"));

  /** What of a subscription is kept; its endpoint is the one it stands under. */
  static final List<String> OF_SUBSCRIPTION =
      List.of("event_types", "channels", "filter", "transformation", "enabled");

  /** Fields that a patch replaces whole: their value is somebody's own JSON. */
  static final Set<String> REPLACED = Set.of("schema", "example", "json_schema");

  /** Of a source null lifts this limit; left out it is not unlimited but the usual one. */
  private static final String LIFTED = "rate_limit";

  /** Fields that describe how is signed. */
  static final Set<String> SIGNATURES = Set.of("custom_scheme", "custom_signature");

  private final String field;
  private final String path;
  private final String key;
  private final List<String> fields;

  Part(String field, String path, String key, List<String> fields) {
    this.field = field;
    this.path = path;
    this.key = key;
    this.fields = fields;
  }

  /** One of its objects, for a person. */
  String words(JsonNode object) {
    return field.substring(0, field.length() - 1).replace('_', ' ') + " " + key(object);
  }

  /** Its list in a file. */
  String field() {
    return field;
  }

  /** Its collection in the API, below the tenant. */
  public String path() {
    return path;
  }

  /** Tells its objects apart, in a file as in a tenant. */
  String key(JsonNode object) {
    return object.path(key).asText();
  }

  /** What a file can say of it besides its key. */
  List<String> fields() {
    return fields;
  }

  /** What can be set of it. */
  ObjectNode kept(JsonNode object) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    kept.set(key, object.path(key));
    copy(object, fields, kept);
    if (this == SOURCES && object.path(LIFTED).isNull()) {
      kept.putNull(LIFTED);
    }
    return kept;
  }

  /** The name that one object of it is addressed by. */
  String address(JsonNode object) {
    return this == EVENT_TYPES ? key(object) : object.path("id").asText();
  }

  static ObjectNode subscription(JsonNode object) {
    return copy(object, OF_SUBSCRIPTION, JsonNodeFactory.instance.objectNode());
  }

  /** Without what is null or empty: the default of every field. */
  private static ObjectNode copy(JsonNode object, List<String> fields, ObjectNode to) {
    for (String name : fields) {
      JsonNode value = object.path(name);
      boolean empty = value.isContainerNode() && value.isEmpty();
      if (!value.isMissingNode() && !value.isNull() && !empty) {
        to.set(name, value);
      }
    }
    return to;
  }
}

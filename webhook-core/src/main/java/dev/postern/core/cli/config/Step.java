package dev.postern.core.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call that brings a tenant nearer to its file.
 *
 * @param path below the tenant
 * @param what for a person: {@code endpoint https://…}
 * @param lines the difference, each beginning with {@code +}, {@code -} or a space
 * @param then what to make under the new object: subscriptions of an endpoint that has no id yet
 * @param disabled the new object is an endpoint that is disabled at once, before anything is sent
 */
public record Step(
    Verb verb,
    String path,
    String what,
    @Nullable ObjectNode body,
    List<String> lines,
    List<ObjectNode> then,
    boolean disabled) {

  /** What is done. */
  public enum Verb {
    CREATE,
    CHANGE,
    /** An action of an object, such as disabling it. */
    CALL,
    DELETE
  }

  static Step create(String path, String what, ObjectNode body, List<ObjectNode> then) {
    return new Step(Verb.CREATE, path, what, body, List.of(), then, false);
  }

  /** An endpoint that there is, on or off. What waits for it is delivered once it is on again. */
  static Step enabled(String path, String what, boolean on) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return new Step(
        Verb.CALL,
        path + (on ? "/enable" : "/disable"),
        what,
        on ? body.put("backlog", "deliver") : body,
        List.of("- enabled: " + !on, "+ enabled: " + on),
        List.of(),
        false);
  }

  static Step delete(String path, String what) {
    return new Step(Verb.DELETE, path, what, null, List.of(), List.of(), false);
  }

  static Step change(String path, String what, ObjectNode patch, JsonNode before) {
    List<String> lines = new java.util.ArrayList<>();
    patch
        .properties()
        .forEach(field -> {
          JsonNode old = before.path(field.getKey());
          if (!old.isMissingNode() && !old.isNull()) {
            lines.add("- " + field.getKey() + ": " + old);
          }
          if (!field.getValue().isNull()) {
            lines.add("+ " + field.getKey() + ": " + field.getValue());
          }
        });
    return new Step(Verb.CHANGE, path, what, patch, lines, List.of(), false);
  }

  /** The same with what is sent instead of what is shown: a secret in place of its reference. */
  Step sending(ObjectNode instead) {
    return new Step(verb, path, what, instead, lines, then, disabled);
  }

  /** The same of an endpoint that is disabled as soon as it is there. */
  Step disabledAtOnce() {
    return new Step(verb, path, what, body, List.of("+ enabled: false"), then, true);
  }

  /** For a person: one line and the difference under it; no secret is in it. */
  public String words() {
    String sign =
        switch (verb) {
          case CREATE -> "+ ";
          case CHANGE, CALL -> "~ ";
          case DELETE -> "- ";
        };
    StringBuilder text = new StringBuilder(sign).append(what);
    lines.forEach(line -> text.append("\n    ").append(line));
    then.forEach(each -> text.append("\n    + subscription ").append(each.path("event_types")));
    return text.toString();
  }
}

package dev.postern.core.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What happened to what. States are JSON trees of what the API shows; a secret's value has no place
 * in them.
 *
 * @param action dotted, past tense: {@code endpoint.secret.rotated}
 * @param targetType {@code endpoint}, {@code source}, {@code user} …
 */
public record Change(
    String action,
    String targetType,
    String targetId,
    @Nullable JsonNode before,
    @Nullable JsonNode after) {

  /** Something that leaves no state to compare, such as a test that was sent or a value seen. */
  public static Change of(String action, String targetType, Object targetId) {
    return new Change(action, targetType, targetId.toString(), null, null);
  }

  /** The same with the record it was, in the shape of the API. */
  public Change from(@Nullable Object state) {
    return new Change(action, targetType, targetId, tree(state), after);
  }

  /** The same with the record it became. */
  public Change to(@Nullable Object state) {
    return new Change(action, targetType, targetId, before, tree(state));
  }

  private static @Nullable JsonNode tree(@Nullable Object state) {
    return state == null ? null : Json.mapper().valueToTree(state);
  }
}

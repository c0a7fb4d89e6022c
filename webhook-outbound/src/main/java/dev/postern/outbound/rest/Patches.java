package dev.postern.outbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.JsonBodies;

/** JSON Merge Patch over the editable part of a resource. */
final class Patches {
  private Patches() {}

  /** 400 for a field that cannot be edited, 422 for a value that does not fit. */
  static <T> T apply(T current, JsonNode patch, Class<T> type) {
    if (!patch.isObject()) {
      throw ProblemException.unprocessable("invalid_value", "", "A merge patch is an object.");
    }
    return JsonBodies.merged(current, patch, type);
  }
}

package dev.postern.outbound.endpoint.store;

import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.CustomSchemeJson;
import org.jspecify.annotations.Nullable;

/** How a described signature stands in its column; nothing for none. */
final class SchemeColumn {
  private SchemeColumn() {}

  static @Nullable String write(@Nullable CustomScheme scheme) {
    return scheme == null ? null : CustomSchemeJson.write(scheme).toString();
  }

  static @Nullable CustomScheme read(@Nullable String stored) {
    if (stored == null) {
      return null;
    }
    return switch (CustomSchemeJson.read(stored)) {
      case CustomSchemeJson.Outcome.Described(CustomScheme scheme) -> scheme;
      case CustomSchemeJson.Outcome.Faulty(var faults) ->
          throw new IllegalStateException("A stored signature scheme is none: " + faults);
    };
  }
}

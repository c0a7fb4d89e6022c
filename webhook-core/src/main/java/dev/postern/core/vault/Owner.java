package dev.postern.core.vault;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.Id;
import dev.postern.core.id.SourceId;
import java.util.UUID;

/**
 * Whose secrets they are.
 *
 * @param type its name in the trail: {@code endpoint} or {@code source}
 */
public record Owner(String type, Id id) {

  public static Owner of(EndpointId id) {
    return new Owner("endpoint", id);
  }

  public static Owner of(SourceId id) {
    return new Owner("source", id);
  }

  public UUID uuid() {
    return id.uuid();
  }
}

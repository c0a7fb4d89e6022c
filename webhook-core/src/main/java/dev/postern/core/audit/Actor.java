package dev.postern.core.audit;

import dev.postern.core.access.Caller;

/**
 * Who did it.
 *
 * @param type {@code user}, {@code api_key}, {@code system}
 * @param id a person's or key's id; of the machine the name of the part that acted
 */
public record Actor(String type, String id, String name) {

  public static Actor of(Caller caller) {
    return new Actor(caller.kind(), caller.id(), caller.name());
  }

  /** A part of Postern that acts by itself, such as {@code guard} or {@code retention}. */
  public static Actor machine(String part) {
    return new Actor("system", part, "Postern (" + part + ")");
  }
}

package dev.postern.core.audit;

/**
 * Who did it.
 *
 * @param type {@code user}, {@code api_key}, {@code system}
 * @param id a person's or key's id; of the machine the name of the part that acted
 */
public record Actor(String type, String id, String name) {

  /** A part of Postern that acts by itself, such as {@code guard} or {@code retention}. */
  public static Actor machine(String part) {
    return new Actor("system", part, "Postern (" + part + ")");
  }
}

package dev.postern.ingest;

import java.util.List;

/**
 * Which countries may post, by ISO 3166-1 alpha-2 codes. Needs a country database on the node; an
 * address whose country is unknown is in none.
 *
 * @param allow empty allows all
 * @param deny wins over {@code allow}
 */
public record CountryRule(List<String> allow, List<String> deny) {
  public static final CountryRule NONE = new CountryRule(List.of(), List.of());

  public CountryRule {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
  }

  public boolean unset() {
    return allow.isEmpty() && deny.isEmpty();
  }
}

package dev.postern.core.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which subscription of a file is which of an endpoint's: they have no name, and the API takes any
 * number of equal ones. The most alike are paired first, each once, so that two that differ only in
 * their transformation are not taken for one.
 *
 * @param pairs in the order of the file
 * @param left those that the file does not list
 */
record SubscriptionPairs(List<Pair> pairs, List<JsonNode> left) {
  private static final List<Function<JsonNode, List<Object>>> LIKENESS =
      List.of(
          each -> List.of(about(each), text(each, "transformation"), enabled(each)),
          each -> List.of(about(each), text(each, "transformation")),
          each -> List.of(about(each)));

  /**
   * One of a file and its match.
   *
   * @param before null when it has yet to be made
   */
  record Pair(ObjectNode wanted, @Nullable JsonNode before) {}

  /**
   * @param present oldest first, as a file has them
   */
  static SubscriptionPairs of(JsonNode wanted, List<JsonNode> present) {
    List<Pair> pairs = new ArrayList<>();
    wanted.forEach(each -> pairs.add(new Pair((ObjectNode) each, null)));
    List<JsonNode> left = new ArrayList<>(present);
    for (Function<JsonNode, List<Object>> alike : LIKENESS) {
      pairs.replaceAll(pair -> pair.before() == null ? matched(pair.wanted(), left, alike) : pair);
    }
    return new SubscriptionPairs(pairs, left);
  }

  private static Pair matched(
      ObjectNode wanted, List<JsonNode> left, Function<JsonNode, List<Object>> alike) {
    for (Iterator<JsonNode> each = left.iterator(); each.hasNext(); ) {
      JsonNode before = each.next();
      if (alike.apply(before).equals(alike.apply(wanted))) {
        each.remove();
        return new Pair(wanted, before);
      }
    }
    return new Pair(wanted, null);
  }

  /** The rest of a subscription can change without making it another one. */
  private static List<Object> about(JsonNode subscription) {
    return List.of(
        words(subscription, "event_types"),
        words(subscription, "channels"),
        text(subscription, "filter"));
  }

  private static Set<String> words(JsonNode subscription, String field) {
    Set<String> words = new TreeSet<>();
    subscription.path(field).forEach(word -> words.add(word.asText()));
    return words;
  }

  private static String text(JsonNode subscription, String field) {
    JsonNode text = subscription.path(field);
    return text.isTextual() ? text.asText() : "";
  }

  private static boolean enabled(JsonNode subscription) {
    return subscription.path("enabled").asBoolean(true);
  }
}

package dev.postern.core.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.CustomSchemeJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The difference between a file and what there is, as steps in the order they can be taken. Pure.
 */
public final class Plan {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> KNOWN =
      Stream.concat(Stream.of("postern", "settings"), Arrays.stream(Part.values()).map(Part::field))
          .toList();

  private final JsonNode file;
  private final Snapshot present;
  private final References references;
  private final boolean prune;
  private final List<Step> steps = new ArrayList<>();

  private Plan(JsonNode file, Snapshot present, References references, boolean prune) {
    this.file = file;
    this.present = present;
    this.references = references;
    this.prune = prune;
  }

  /**
   * @param prune also deletes what the file does not name, and brings back the defaults of what it
   *     does not say of the others
   * @throws IllegalArgumentException one sentence, when the file is none of ours
   */
  public static List<Step> of(
      JsonNode file, Snapshot present, References references, boolean prune) {
    if (file.path("postern").asInt() != 1) {
      throw new IllegalArgumentException("the file does not begin with 'postern: 1'");
    }
    for (String field : (Iterable<String>) file::fieldNames) {
      if (!KNOWN.contains(field)) {
        throw new IllegalArgumentException(
            "'" + field + "' is nothing that a file says: it says " + String.join(", ", KNOWN));
      }
    }
    return new Plan(file, present, references, prune).steps();
  }

  private List<Step> steps() {
    if (file.path("settings").isObject()) {
      change("settings", "settings", (ObjectNode) file.path("settings"), present.settings());
    }
    for (Part part : Part.values()) {
      if (file.has(part.field())) {
        part(part);
      }
    }
    return steps;
  }

  private void part(Part part) {
    Map<String, List<JsonNode>> there =
        present.of(part).stream()
            .collect(Collectors.groupingBy(part::key, LinkedHashMap::new, Collectors.toList()));
    Set<String> named = new HashSet<>();
    for (ObjectNode wanted : listed(part)) {
      String key = part.key(wanted);
      if (!named.add(key)) {
        throw new IllegalArgumentException(part.field() + " names '" + key + "' twice");
      }
      List<JsonNode> before = there.getOrDefault(key, List.of());
      switch (before.size()) {
        case 0 -> create(part, wanted);
        case 1 -> update(part, before.getFirst(), wanted);
        default ->
            throw new IllegalArgumentException(
                part.words(wanted) + " is there twice: which of them the file means is unknown");
      }
    }
    if (prune) {
      there.forEach((key, objects) -> {
        if (!named.contains(key)) {
          objects.forEach(object ->
              steps.add(Step.delete(part.path() + "/" + part.address(object), part.words(object))));
        }
      });
    }
  }

  private List<ObjectNode> listed(Part part) {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode each : file.path(part.field())) {
      if (each instanceof ObjectNode object) {
        objects.add(object);
      }
    }
    if (!file.path(part.field()).isArray() || objects.size() < file.path(part.field()).size()) {
      throw new IllegalArgumentException(
          part.field() + " is a list of objects, [] when there are none");
    }
    return objects;
  }

  private void create(Part part, ObjectNode wanted) {
    Credentials.refuseWritten(wanted);
    ObjectNode body = Credentials.resolved(references.allResolved(wanted), references, true);
    List<ObjectNode> subscriptions = new ArrayList<>();
    body.path("subscriptions").forEach(each -> subscriptions.add((ObjectNode) each));
    body.remove("subscriptions");
    Step step = Step.create(part.path(), part.words(wanted), body, subscriptions);
    if (part == Part.ENDPOINTS) {
      body.remove("enabled");
      step = enabled(wanted) ? step : step.disabledAtOnce();
    }
    steps.add(step);
  }

  /** A secret is given when an object is made; after that it is rotated, never overwritten. */
  private void update(Part part, JsonNode before, ObjectNode wanted) {
    ObjectNode fields = wanted.deepCopy();
    fields.remove(List.of("secret", "subscriptions"));
    fields.properties().removeIf(field -> References.isOne(field.getValue()));
    Credentials.dropSame(fields, before);
    String path = part.path() + "/" + part.address(before);
    if (part == Part.ENDPOINTS) {
      fields.remove("enabled");
    }
    if (prune) {
      ObjectNode back = Defaults.restored(part.fields(), Defaults.of(part), wanted, before);
      fields.setAll(back);
    }
    change(path, part.words(wanted), fields, before);
    if (part == Part.ENDPOINTS
        && wanted.has("enabled")
        && enabled(wanted) == Snapshot.isDisabled(before)) {
      steps.add(Step.enabled(path, part.words(wanted), enabled(wanted)));
    }
    if (part == Part.ENDPOINTS && wanted.has("subscriptions")) {
      subscriptions(before, wanted);
    }
  }

  private void subscriptions(JsonNode endpoint, ObjectNode wanted) {
    SubscriptionPairs found =
        SubscriptionPairs.of(
            wanted.path("subscriptions"), present.subscriptionsOf(endpoint).reversed());
    for (SubscriptionPairs.Pair pair : found.pairs()) {
      JsonNode before = pair.before();
      if (before == null) {
        ObjectNode body = pair.wanted().deepCopy();
        body.set("endpoint_id", endpoint.path("id"));
        steps.add(Step.create("subscriptions", words(body, wanted), body, List.of()));
      } else {
        change(path(before), words(pair.wanted(), wanted), whole(pair.wanted(), before), before);
      }
    }
    if (prune) {
      found.left().forEach(each -> steps.add(Step.delete(path(each), words(each, wanted))));
    }
  }

  private ObjectNode whole(ObjectNode subscription, JsonNode before) {
    ObjectNode fields = subscription.deepCopy();
    if (prune) {
      ObjectNode back =
          Defaults.restored(Part.OF_SUBSCRIPTION, JSON.objectNode(), subscription, before);
      fields.setAll(back);
    }
    return fields;
  }

  private static String path(JsonNode subscription) {
    return "subscriptions/" + subscription.path("id").asText();
  }

  private static String words(JsonNode subscription, ObjectNode endpoint) {
    return "subscription "
        + subscription.path("event_types")
        + " of "
        + endpoint.path("url").asText();
  }

  private void change(String path, String what, ObjectNode wanted, JsonNode before) {
    ObjectNode patch = JSON.objectNode();
    wanted
        .properties()
        .forEach(field -> {
          if (!same(field, before.path(field.getKey()))) {
            patch.set(field.getKey(), whole(field, before.path(field.getKey())));
          }
        });
    if (!patch.isEmpty()) {
      steps.add(
          Step.change(path, what, patch, before)
              .sending(Credentials.resolved(patch, references, false)));
    }
  }

  private static boolean same(Map.Entry<String, JsonNode> wanted, JsonNode before) {
    return wanted.getValue().equals(before)
        || (Part.SIGNATURES.contains(wanted.getKey())
            && meant(wanted.getValue()).equals(meant(before)));
  }

  /** What a file leaves out of a description is the default, which the API says. */
  private static JsonNode meant(JsonNode description) {
    return CustomSchemeJson.read(description)
            instanceof CustomSchemeJson.Outcome.Described(CustomScheme scheme)
        ? CustomSchemeJson.write(scheme)
        : description;
  }

  /** A patch is merged with what is there: what the file no longer says is taken away by null. */
  private static JsonNode whole(Map.Entry<String, JsonNode> wanted, JsonNode before) {
    if (!wanted.getValue().isObject() || Part.REPLACED.contains(wanted.getKey())) {
      return wanted.getValue();
    }
    ObjectNode whole = wanted.getValue().deepCopy();
    before
        .properties()
        .forEach(member -> {
          if (!whole.has(member.getKey())) {
            whole.putNull(member.getKey());
          }
        });
    return whole;
  }

  private static boolean enabled(JsonNode endpoint) {
    JsonNode enabled = endpoint.path("enabled");
    if (!enabled.isMissingNode() && !enabled.isBoolean()) {
      throw new IllegalArgumentException("an endpoint is enabled: true or enabled: false");
    }
    return enabled.asBoolean(true);
  }
}

package dev.postern.adminui.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every member of a request's body that the document calls a URL, by its name or its words. */
final class UrlMembers {
  private static final Pattern NAME = Pattern.compile("(.*_)?ur[il]s?");
  private static final Pattern WORD = Pattern.compile("\\bUR[IL]s?\\b");

  private final OpenApiDocument document;

  UrlMembers(OpenApiDocument document) {
    this.document = document;
  }

  /** As {@code POST /api/v1/things /auth/token_url}. */
  Set<String> all() {
    return document.operations().stream()
        .flatMap(operation ->
            document.body(operation).path("content").properties().stream()
                .flatMap(type -> members("", type.getValue().path("schema"), new HashSet<>()))
                .map(pointer -> operation + " " + pointer))
        .collect(Collectors.toSet());
  }

  private Stream<String> members(String at, JsonNode schema, Set<JsonNode> above) {
    JsonNode resolved = document.resolve(schema);
    if (!above.add(resolved)) {
      return Stream.empty();
    }
    Stream<String> own =
        resolved.path("properties").properties().stream()
            .flatMap(member -> {
              String pointer = at + "/" + member.getKey();
              return Stream.concat(
                  isUrl(member.getKey(), member.getValue()) ? Stream.of(pointer) : Stream.empty(),
                  members(pointer, member.getValue(), new HashSet<>(above)));
            });
    Stream<String> parts =
        Stream.of("allOf", "anyOf", "oneOf")
            .flatMap(name -> resolved.path(name).valueStream())
            .flatMap(part -> members(at, part, new HashSet<>(above)));
    Stream<String> inside =
        Stream.of("items", "additionalProperties", "if", "then", "else")
            .flatMap(name -> members(at, resolved.path(name), new HashSet<>(above)));
    return Stream.of(own, parts, inside).flatMap(each -> each);
  }

  private boolean isUrl(String name, JsonNode schema) {
    JsonNode resolved = document.resolve(schema);
    return NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()
        || schema.path("$ref").asText().endsWith("Url")
        || resolved.path("format").asText().equals("uri")
        || WORD.matcher(resolved.path("description").asText()).find();
  }
}

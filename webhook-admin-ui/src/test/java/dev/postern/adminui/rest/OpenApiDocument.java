package dev.postern.adminui.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The document that {@code /openapi} serves, as it lies in the WAR. */
final class OpenApiDocument {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final JsonNode root;

  private OpenApiDocument(JsonNode root) {
    this.root = root;
  }

  static OpenApiDocument read() {
    try (InputStream in =
        Objects.requireNonNull(
            OpenApiDocument.class.getResourceAsStream("/META-INF/openapi.yaml"))) {
      return new OpenApiDocument(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One operation of the document.
   *
   * @param shared parameters of its path
   */
  record Operation(String method, String path, JsonNode shared, JsonNode node) {
    /** {@code GET /api/v1/tenants}. */
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  JsonNode root() {
    return root;
  }

  List<Operation> operations() {
    return root.path("paths").properties().stream().flatMap(OpenApiDocument::operations).toList();
  }

  private static Stream<Operation> operations(Map.Entry<String, JsonNode> path) {
    return path.getValue().properties().stream()
        .filter(member -> METHODS.contains(member.getKey()))
        .map(member ->
            new Operation(
                member.getKey().toUpperCase(java.util.Locale.ROOT),
                path.getKey(),
                path.getValue().path("parameters"),
                member.getValue()));
  }

  Route route(Operation operation) {
    return new Route(
        operation.method(),
        operation.path(),
        parameters(operation, "query"),
        body(operation).path("content").properties().stream()
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()));
  }

  /** Names of the parameters in that place: {@code path}, {@code query} or {@code header}. */
  Set<String> parameters(Operation operation, String in) {
    return Stream.of(operation.shared(), operation.node().path("parameters"))
        .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
        .map(this::resolve)
        .filter(parameter -> parameter.path("in").asText().equals(in))
        .map(parameter -> parameter.path("name").asText())
        .collect(Collectors.toSet());
  }

  JsonNode body(Operation operation) {
    return resolve(operation.node().path("requestBody"));
  }

  /** Follows a reference; fails when it leads nowhere. */
  JsonNode resolve(JsonNode node) {
    JsonNode reference = node.path("$ref");
    if (reference.isMissingNode()) {
      return node;
    }
    JsonNode target = root.at(reference.asText().substring(1));
    if (target.isMissingNode()) {
      throw new AssertionError(reference.asText() + " leads nowhere");
    }
    return resolve(target);
  }
}

package dev.postern.adminui.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.adminui.rest.OpenApiDocument.Operation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The reference page for people, made from the document for machines. */
final class ApiPage {
  private static final String HEAD =
      """
      # API reference

      Made from `openapi.yaml`, which a running node serves at `/openapi`; a test fails when this page is out of date.
      Fields marked `*` must be given; of an answer they are always there. `data[]: …` lists the fields of a list's elements.

      **May call** is what the key's role must allow: `read` (viewer), `write` (developer), `publish`, `administer` (admin),
      `platform` (the operator's key), `–` none.

      **Errors** names what this call refuses besides the refusals that any call can meet:
      """;

  /** A stable word in a description: {@code slug_taken}. */
  private static final Pattern CODE = Pattern.compile("`([a-z]+(?:_[a-z]+)+)`");

  private static final List<String> COMMON =
      List.of(
          "BadRequest",
          "Unauthorized",
          "Forbidden",
          "NotFound",
          "BodyTimeout",
          "PayloadTooLarge",
          "UnsupportedMediaType",
          "Unprocessable",
          "Unavailable");

  private final OpenApiDocument document;

  ApiPage(OpenApiDocument document) {
    this.document = document;
  }

  String markdown() {
    StringBuilder page = new StringBuilder(HEAD).append("\n| status | when |\n|---|---|\n");
    Map<String, String> status =
        document.operations().stream()
            .flatMap(each -> each.node().path("responses").properties().stream())
            .filter(each -> each.getValue().has("$ref"))
            .collect(
                Collectors.toMap(each -> name(each.getValue()), Map.Entry::getKey, (a, b) -> a));
    for (String each : COMMON) {
      page.append("| %s | %s |\n".formatted(status.get(each), said(response(each))));
    }
    for (JsonNode tag : document.root().path("tags")) {
      page.append("\n## ").append(tag.path("name").asText()).append('\n');
      page.append(tag.path("description").asText()).append("\n\n");
      page.append("| call | what it does | may call | request | answer | errors |\n");
      page.append("|---|---|---|---|---|---|\n");
      document.operations().stream()
          .filter(operation -> operation.node().at("/tags/0").equals(tag.path("name")))
          .forEach(operation -> page.append(row(operation)));
    }
    return page.toString();
  }

  private String row(Operation operation) {
    return "| `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            operation.toString().replace("/api/v1", ""),
            operation.node().path("summary").asText(),
            operation.node().path("x-permission").asText("–"),
            or(request(operation)),
            or(answer(operation)),
            or(errors(operation)));
  }

  private String request(Operation operation) {
    String query =
        new TreeSet<>(document.parameters(operation, "query"))
            .stream().map(name -> "`?" + name + "`").collect(Collectors.joining(" "));
    String body =
        document.body(operation).path("content").properties().stream()
            .map(content -> fields(content.getValue().path("schema")))
            .filter(fields -> !fields.isEmpty())
            .findFirst()
            .orElse("");
    return query + (query.isEmpty() || body.isEmpty() ? "" : "<br>") + body;
  }

  private String answer(Operation operation) {
    return responses(operation)
        .filter(response -> response.getKey().startsWith("2"))
        .map(response -> {
          String fields =
              response.getValue().path("content").properties().stream()
                  .map(content -> fields(content.getValue().path("schema")))
                  .filter(text -> !text.isEmpty())
                  .findFirst()
                  .orElse("");
          return response.getKey() + (fields.isEmpty() ? "" : ": " + fields);
        })
        .collect(Collectors.joining("<br>"));
  }

  private String errors(Operation operation) {
    Set<String> common = Set.copyOf(COMMON);
    return operation.node().path("responses").properties().stream()
        .filter(response -> response.getKey().compareTo("4") >= 0)
        .filter(response -> !common.contains(name(response.getValue())))
        .map(response -> response.getKey() + codes(document.resolve(response.getValue())))
        .collect(Collectors.joining("<br>"));
  }

  private static String codes(JsonNode response) {
    Set<String> codes = new LinkedHashSet<>();
    CODE.matcher(response.path("description").asText())
        .results()
        .map((MatchResult found) -> found.group(1))
        .forEach(codes::add);
    response.findValuesAsText("code").forEach(codes::add);
    return codes.stream().map(code -> " `" + code + "`").collect(Collectors.joining());
  }

  /** The fields of an object; of each alternative; of a list's elements. */
  private String fields(JsonNode schema) {
    JsonNode resolved = document.resolve(schema);
    List<String> parts =
        Stream.of("allOf", "oneOf", "anyOf")
            .flatMap(kind -> StreamSupport.stream(resolved.path(kind).spliterator(), false))
            .map(this::fields)
            .filter(text -> !text.isEmpty())
            .toList();
    if (!parts.isEmpty()) {
      return String.join(resolved.has("allOf") ? " " : " *or* ", parts);
    }
    Set<String> required =
        StreamSupport.stream(resolved.path("required").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toSet());
    return resolved.path("properties").properties().stream()
        .map(field -> field(field, required.contains(field.getKey())))
        .collect(Collectors.joining(" "));
  }

  private String field(Map.Entry<String, JsonNode> field, boolean required) {
    String name = "`" + field.getKey() + "`" + (required ? "\\*" : "");
    JsonNode elements = document.resolve(field.getValue()).path("items");
    return field.getKey().equals("data") && !elements.isMissingNode()
        ? "`data[]`: " + fields(elements) + ";"
        : name;
  }

  private Stream<Map.Entry<String, JsonNode>> responses(Operation operation) {
    return operation.node().path("responses").properties().stream()
        .map(each -> Map.entry(each.getKey(), document.resolve(each.getValue())));
  }

  private JsonNode response(String name) {
    return document.root().at("/components/responses/" + name);
  }

  private static String name(JsonNode response) {
    return response.path("$ref").asText().replaceAll(".*/", "");
  }

  private static String said(JsonNode node) {
    return node.path("description").asText().strip().replace('\n', ' ').replace("|", "\\|");
  }

  private static String or(String cell) {
    return cell.isEmpty() ? "–" : cell;
  }
}

package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The document is written by hand; these tests keep it true. */
class OpenApiDocumentTest {
  private static final String API = "/api/v1";
  private static final Pattern TEMPLATE = Pattern.compile("\\{([^}]*)}");

  private final OpenApiDocument document = OpenApiDocument.read();

  @Test
  void describes_exactly_the_calls_that_the_code_answers() {
    assertThat(documented().map(Route::call).sorted())
        .containsExactlyElementsOf(RoutesInCode.all().stream().map(Route::call).sorted().toList());
  }

  @Test
  void describes_query_parameters_and_media_types_of_every_call() {
    Comparator<Route> byCall = Comparator.comparing(Route::call);
    assertThat(documented().sorted(byCall))
        .containsExactlyElementsOf(RoutesInCode.all().stream().sorted(byCall).toList());
  }

  @Test
  void gives_every_operation_an_id_of_its_own() {
    List<String> ids =
        document.operations().stream()
            .map(operation -> operation.node().path("operationId").asText())
            .toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][A-Za-z]+"));
  }

  @Test
  void states_for_every_operation_who_may_call_it() {
    assertThat(document.operations())
        .allSatisfy(operation -> {
          JsonNode security = operation.node().path("security");
          assertThat(security.isArray()).as("%s states security", operation).isTrue();
          assertThat(security.isEmpty())
              .as("%s needs no key", operation)
              .isEqualTo(!operation.path().startsWith(API));
        });
  }

  @Test
  void states_for_every_operation_of_the_api_the_permission_that_the_code_asks_for() {
    Map<String, String> inCode = RoutesInCode.permissions();
    assertThat(document.operations())
        .filteredOn(operation -> operation.path().startsWith(API))
        .allSatisfy(operation ->
            assertThat(operation.node().path("x-permission").asText())
                .as("%s", operation)
                .isEqualTo(inCode.get(operation.toString())));
  }

  @Test
  void shows_an_example_of_every_json_body() {
    List<String> without =
        document.operations().stream()
            .flatMap(operation ->
                document.body(operation).path("content").properties().stream()
                    .filter(content -> content.getKey().endsWith("json"))
                    .filter(content -> !hasExample(content.getValue()))
                    .map(content -> operation + " " + content.getKey()))
            .toList();
    assertThat(without).isEmpty();
  }

  @Test
  void names_the_refusals_that_every_call_of_a_tenant_can_meet() {
    assertThat(document.operations())
        .filteredOn(operation -> operation.path().contains("{tenant}"))
        .isNotEmpty()
        .allSatisfy(operation ->
            assertThat(names(operation.node().path("responses")))
                .as("%s", operation)
                .contains("400", "401", "403", "404", "503"));
  }

  @Test
  void names_the_refusals_that_every_body_can_meet() {
    assertThat(document.operations())
        .filteredOn(operation -> operation.path().startsWith(API))
        .filteredOn(operation -> !document.body(operation).isMissingNode())
        .isNotEmpty()
        .allSatisfy(operation ->
            assertThat(names(operation.node().path("responses")))
                .as("%s", operation)
                .contains("400", "408", "413", "415", "422"));
  }

  @Test
  void declares_every_template_of_a_path() {
    assertThat(document.operations())
        .allSatisfy(operation ->
            assertThat(document.parameters(operation, "path"))
                .as("%s", operation)
                .isEqualTo(
                    TEMPLATE
                        .matcher(operation.path())
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .collect(Collectors.toSet())));
  }

  @Test
  void closes_every_object_that_a_body_can_hold() {
    List<String> open =
        document.operations().stream()
            .filter(operation -> operation.path().startsWith(API))
            .flatMap(operation ->
                document.body(operation).path("content").properties().stream()
                    .map(content -> document.resolve(content.getValue().path("schema")))
                    .filter(schema -> !schema.path("additionalProperties").isBoolean())
                    .map(schema -> operation.toString()))
            .toList();
    assertThat(open).isEmpty();
  }

  @Test
  void has_no_reference_that_leads_nowhere() {
    assertThat(document.root().findValues("$ref"))
        .isNotEmpty()
        .allSatisfy(reference ->
            assertThat(document.root().at(reference.asText().substring(1)).isMissingNode())
                .as("%s leads nowhere", reference)
                .isFalse());
  }

  @Test
  void lists_the_providers_that_are_understood() {
    Set<String> listed =
        StreamSupport.stream(
                document.root().at("/components/schemas/Provider/enum").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toSet());
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            SignatureSchemes.all().stream().map(SignatureScheme::provider).toList());
  }

  private Stream<Route> documented() {
    return document.operations().stream()
        .filter(operation -> operation.path().startsWith(API))
        .map(document::route);
  }

  private static boolean hasExample(JsonNode content) {
    return content.has("example") || content.has("examples");
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }
}

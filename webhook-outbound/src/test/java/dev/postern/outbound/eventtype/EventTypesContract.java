package dev.postern.outbound.eventtype;

import static dev.postern.outbound.OutboundTables.ACME;
import static dev.postern.outbound.OutboundTables.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.json.Json;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.eventtype.EventTypes.Edit;
import dev.postern.outbound.eventtype.store.EventTypeStore;
import java.util.concurrent.ForkJoinPool;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for event types, and what may be one. */
abstract class EventTypesContract {
  private static final String INVOICE =
      """
      {"type":"object","required":["id","total"],
       "properties":{"id":{"type":"integer"},"total":{"$ref":"#/$defs/money"}},
       "$defs":{"money":{"type":"string","pattern":"^[0-9]+\\\\.[0-9]{2}$"}}}
      """;
  private OutboundTables tables;
  private EventTypes types;
  private EventSchemas schemas;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    var database = tables.database.database();
    EventTypeStore store = new EventTypeStore(database);
    schemas = new EventSchemas(store, tables.database.transactions(), ForkJoinPool.commonPool());
    types =
        new EventTypes(
            store,
            schemas,
            new AuditTrail(
                new AuditStore(database),
                tables.database.transactions(),
                new dev.postern.core.id.Stamp(tables::id, () -> tables.now)),
            tables.database.transactions(),
            tables.stamp());
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void data_that_does_not_fit_is_refused_with_the_place_and_never_the_value() {
    types.create(ACME, "invoice.paid", edit(INVOICE, "{\"id\":1,\"total\":\"1.00\"}"));

    assertThat(schemas.problem(ACME, "invoice.paid", "{\"id\":1,\"total\":\"9.99\"}")).isEmpty();
    Problem problem =
        schemas.problem(ACME, "invoice.paid", "{\"total\":\"hunter2\"}").orElseThrow();
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("schema_mismatch");
    assertThat(problem.errors()).extracting(FieldError::pointer).contains("/data", "/data/total");
    assertThat(problem.toString()).doesNotContain("hunter2");
    assertThat(schemas.problem(ACME, "invoice.sent", "1")).as("nobody registered it").isEmpty();
    assertThat(schemas.problem(OTHER, "invoice.paid", "1")).as("another tenant's type").isEmpty();
  }

  @Test
  void a_number_that_nothing_can_be_reckoned_with_does_not_fit() {
    String cents = "{\"properties\":{\"amount\":{\"multipleOf\":0.01}}}";
    types.create(ACME, "a.b", edit(cents, null));

    Problem problem = schemas.problem(ACME, "a.b", "{\"amount\":1e2000000000}").orElseThrow();
    assertThat(problem.code()).isEqualTo("schema_mismatch");
    assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly("/data/amount");
    refused(
        () -> types.create(ACME, "c", edit("{\"multipleOf\":1e-2000000000}", null)),
        422,
        "invalid_schema",
        "/schema/multipleOf");
    refused(
        () -> types.create(ACME, "c", edit(cents, "{\"amount\":1e2000000000}")),
        422,
        "example_mismatch",
        "/example/amount");
  }

  @Test
  void data_that_is_nested_too_deep_to_be_read_does_not_fit() {
    types.create(ACME, "a.b", edit("{}", null));

    Problem problem = schemas.problem(ACME, "a.b", "[".repeat(150) + "]".repeat(150)).orElseThrow();
    assertThat(problem.code()).isEqualTo("schema_mismatch");
  }

  @Test
  void a_schema_from_before_a_rule_that_it_breaks_fits_nothing_and_says_so() {
    types.create(ACME, "a.b", edit("{}", null));
    tables
        .database
        .database()
        .update(
            "update event_type set schema_json = ? where name = 'a.b'",
            "{\"multipleOf\":1e-2000000000}");

    Problem problem = schemas.problem(ACME, "a.b", "1").orElseThrow();
    assertThat(problem.code()).isEqualTo("schema_mismatch");
    assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly("/data");
  }

  @Test
  void a_new_schema_counts_at_once_and_is_a_new_version() {
    types.create(ACME, "a.b", edit(INVOICE, null));
    EventType unchanged = types.update(ACME, "a.b", old -> new Edit(old.contents(), false));
    assertThat(unchanged.version()).isEqualTo(1);

    EventType changed = types.update(ACME, "a.b", old -> edit("{\"type\":\"integer\"}", "7"));
    assertThat(changed.version()).isEqualTo(2);
    assertThat(schemas.problem(ACME, "a.b", "7")).isEmpty();
    assertThat(schemas.problem(ACME, "a.b", "\"x\"")).isPresent();
    assertThat(types.versions(ACME, "a.b"))
        .extracting(EventTypeVersion::version)
        .containsExactly(2, 1);
  }

  @Test
  void an_archived_type_takes_nothing_more() {
    types.create(ACME, "a.b", edit(null, null));
    types.update(ACME, "a.b", old -> new Edit(old.contents(), true));
    assertThat(schemas.problem(ACME, "a.b", "1").orElseThrow().code())
        .isEqualTo("event_type_archived");
    types.delete(ACME, "a.b");
    assertThat(schemas.problem(ACME, "a.b", "1")).isEmpty();
    assertThat(types.find(ACME, "a.b")).isEmpty();
  }

  @Test
  void a_name_is_taken_once_a_tenant_and_lists_are_newest_first() {
    types.create(ACME, "a", edit(null, null));
    types.create(OTHER, "a", edit(null, null));
    types.create(ACME, "b", edit(null, null));
    refused(() -> types.create(ACME, "a", edit(null, null)), 409, "event_type_exists", null);
    assertThat(types.list(ACME, PageRequest.first(10)).data())
        .extracting(EventType::name)
        .containsExactly("b", "a");
  }

  @Test
  void what_is_wrong_is_named_by_code_and_pointer() {
    refused(() -> types.create(ACME, "a b", edit(null, null)), 422, "invalid_event_type", "/name");
    refused(
        () -> types.create(ACME, "a", edit("{\"type\":\"strin\"}", null)),
        422,
        "invalid_schema",
        "/schema/type");
    refused(
        () -> types.create(ACME, "a", edit("{\"$ref\":\"https://example.com/s\"}", null)),
        422,
        "invalid_schema",
        "/schema/$ref");
    refused(
        () -> types.create(ACME, "a", edit("{\"$ref\":\"#\"}", null)),
        422,
        "invalid_schema",
        "/schema");
    refused(
        () -> types.create(ACME, "a", edit(INVOICE, "{\"id\":1,\"total\":1}")),
        422,
        "example_mismatch",
        "/example/total");
  }

  private static void refused(
      ThrowingCallable call, int status, String code, @Nullable String pointer) {
    Problem problem = catchThrowableOfType(ProblemException.class, call).problem();
    assertThat(problem.code()).as(problem.detail()).isEqualTo(code);
    assertThat(problem.status()).isEqualTo(status);
    if (pointer != null) {
      assertThat(problem.errors()).extracting(FieldError::pointer).contains(pointer);
    }
  }

  private static Edit edit(@Nullable String schema, @Nullable String example) {
    return new Edit(new Contents("", tree(schema), tree(example)), false);
  }

  private static @Nullable JsonNode tree(@Nullable String json) {
    try {
      return json == null ? null : Json.mapper().readTree(json);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static final class H2Test extends EventTypesContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends EventTypesContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}

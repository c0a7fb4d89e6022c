package dev.postern.outbound.endpoint;

import static dev.postern.outbound.OutboundTables.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.json.Json;
import dev.postern.core.signature.CustomScheme;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a node of the version before finds of format options: it refuses members that it does not
 * know, and would give deliveries to the endpoint up.
 */
abstract class FormatColumnsContract {
  private static final CustomScheme SCHEME =
      new CustomScheme(
          new CustomScheme.Digest(
              "X-Acme-Signature",
              "",
              CustomScheme.Algorithm.HMAC_SHA256,
              CustomScheme.Encoding.HEX),
          "{body}",
          null,
          null,
          new CustomScheme.Event(null, null));

  private OutboundTables tables;
  private Endpoints endpoints;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    endpoints = TestEndpoints.over(tables, new TestSubscriptions(tables).door);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void the_options_there_always_were_have_the_members_they_always_had()
      throws JsonProcessingException {
    String stored = stored(CloudEventsMode.BINARY, PayloadForm.EVENT, null).orElseThrow();

    assertThat(Json.mapper().readValue(stored, Map.class))
        .isEqualTo(Map.of("sunsets", Map.of(), "mode", "binary"));
  }

  @Test
  void what_is_new_stands_beside_them() {
    assertThat(stored(CloudEventsMode.STRUCTURED, PayloadForm.DATA, SCHEME)).isEmpty();
  }

  private Optional<String> stored(
      CloudEventsMode mode, PayloadForm payload, @Nullable CustomScheme scheme) {
    FormatOptions options = new FormatOptions(Map.of(), mode, payload, scheme);
    EndpointSettings plain = EndpointSettings.at("https://receiver.example/in");
    EndpointSettings settings =
        new EndpointSettings(
            plain.url(),
            "",
            scheme == null ? plain.signatureFormats() : List.of(SignatureFormat.CUSTOM),
            plain.headers(),
            plain.delivery(),
            plain.suspension(),
            options,
            plain.access());
    Endpoint made = endpoints.create(ACME, settings, null).endpoint();
    assertThat(endpoints.get(ACME, made.id()).settings().formatOptions()).isEqualTo(options);
    return tables
        .database
        .database()
        .query(
            "select format_options from endpoint where id = ?",
            row -> Optional.ofNullable(row.textOrNull("format_options")),
            made.id())
        .getFirst();
  }

  static final class H2Test extends FormatColumnsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends FormatColumnsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}

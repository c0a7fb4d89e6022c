package dev.postern.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.Forward;
import dev.postern.ingest.RateLimit;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceBodyTest {
  private static final Source SOURCE =
      new Source(
          new SourceId(new UUID(1, 1)),
          new TenantId(new UUID(2, 2)),
          "A",
          "stripe",
          "http://localhost:8080/in/x",
          true,
          SourceSettings.defaults(),
          Instant.EPOCH,
          Instant.EPOCH);

  @Test
  void what_is_absent_has_its_default() throws IOException {
    assertThat(SourceBody.create(json("{\"name\":\" A \",\"provider\":\"stripe\"}")))
        .isEqualTo(new SourceEdit("A", "stripe", true, SourceSettings.defaults()));
  }

  @Test
  void null_lifts_a_limit_and_an_object_changes_what_it_names() throws IOException {
    SourceEdit edit =
        SourceBody.create(
            json(
                """
                {"name":"A","provider":"stripe","rate_limit":null,
                 "rate_limit_total":{"requests":5,"per_seconds":1},"forward":{"publish":true}}
                """));
    assertThat(edit.settings().rateLimit()).isNull();
    assertThat(edit.settings().rateLimitTotal()).isEqualTo(new RateLimit(5, 1));
    assertThat(edit.settings().forward()).isEqualTo(new Forward(true, null));
  }

  @Test
  void a_patch_changes_only_what_it_names() throws IOException {
    SourceEdit edit =
        SourceBody.patch(SOURCE.edit(), json("{\"enabled\":false,\"success_status\":204}"));
    assertThat(edit.name()).isEqualTo("A");
    assertThat(edit.enabled()).isFalse();
    assertThat(edit.settings().successStatus()).isEqualTo(204);
    assertThat(edit.settings().rateLimit()).isEqualTo(new RateLimit(100, 60));
  }

  @Test
  void null_brings_the_default_back() throws IOException {
    SourceEdit changed =
        SourceBody.patch(
            SOURCE.edit(),
            json(
                """
                {"enabled":false,"replay_window_seconds":60,"success_status":202,
                 "forward":{"publish":true},"json_schema":{"const":null},
                 "allowed_cidrs":["203.0.113.7"]}
                """));
    Source now =
        new Source(
            SOURCE.id(),
            SOURCE.tenant(),
            "A",
            "stripe",
            SOURCE.ingestUrl(),
            false,
            changed.settings(),
            Instant.EPOCH,
            Instant.EPOCH);
    assertThat(String.valueOf(changed.settings().jsonSchema())).isEqualTo("{\"const\":null}");

    SourceEdit back =
        SourceBody.patch(
            now.edit(),
            json(
                """
                {"enabled":null,"replay_window_seconds":null,"success_status":null,
                 "forward":null,"json_schema":null,"allowed_cidrs":null}
                """));

    assertThat(back).isEqualTo(new SourceEdit("A", "stripe", true, SourceSettings.defaults()));
  }

  @Test
  void what_only_a_person_can_say_has_no_default() {
    assertThatThrownBy(() -> SourceBody.patch(SOURCE.edit(), json("{\"name\":null}")))
        .hasMessageStartingWith("missing_field");
  }

  @Test
  void a_secret_is_given_absent_or_generated() throws IOException {
    assertThat(SourceBody.secret(json("{\"secret\":\"s\"}")))
        .isEqualTo(new FirstSecret.Given(SecretText.of("s")));
    assertThat(SourceBody.secret(json("{\"secret\":null}"))).isEqualTo(new FirstSecret.Absent());
    assertThat(SourceBody.secret(json("{}"))).isEqualTo(new FirstSecret.Generated());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"provider\":\"stripe\"}                                  | missing_field",
        "{\"name\":\"A\",\"provider\":\"stripe\",\"colour\":1}      | unknown_field",
        "{\"name\":\"A\",\"provider\":\"stripe\",\"colour\":null}   | unknown_field",
        "{\"name\":\"A\",\"provider\":\"stripe\",\"forward\":{\"colour\":null}} | unknown_field",
        "{\"name\":\"A\",\"provider\":\"custom\",\"custom_scheme\":{}} | missing_field",
        "{\"name\":\"A\",\"provider\":\"stripe\",\"mode\":\"half\"} | invalid_value",
        "{\"name\":\"A\",\"provider\":\"stripe\",\"max_body_bytes\":\"1\"} | invalid_value",
        "{\"name\":1,\"provider\":\"stripe\"}                       | invalid_value",
        "[]                                                         | invalid_value"
      })
  void wrong_bodies_are_named(String body, String code) {
    assertThatThrownBy(() -> SourceBody.create(json(body))).hasMessageStartingWith(code);
  }

  @Test
  void a_source_is_shown_in_the_shape_of_the_contract() throws IOException {
    assertThat(Json.mapper().<JsonNode>valueToTree(SourceView.of(SOURCE)))
        .isEqualTo(
            json(
                """
                {"id":"%s","name":"A","provider":"stripe",
                 "ingest_url":"http://localhost:8080/in/x","enabled":true,"allowed_cidrs":[],
                 "allowed_user_agents":[],"rate_limit":{"requests":100,"per_seconds":60},
                 "rate_limit_total":null,"provider_config":{},"replay_window_seconds":300,
                 "max_body_bytes":1048576,"success_status":200,"success_answer":null,
                 "custom_scheme":null,
                 "required_fields":[],"max_event_age":null,"json_schema":null,
                 "event_location":null,"refuse_repeated_bodies":null,"retention_days":null,"mode":"live",
                 "forward":{"publish":false,"type_prefix":null,"include_headers":false,"raw_body":false},
                 "auto_response":"none","countries":{"allow":[],"deny":[]},
                 "created_at":"1970-01-01T00:00:00.000Z","updated_at":"1970-01-01T00:00:00.000Z"}
                """
                    .formatted(SOURCE.id())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|422|missing_field|/custom_scheme/signature_header",
        "{\"signature_header\":\"X Sig\"}|422|invalid_value|/custom_scheme/signature_header",
        "{\"signature_header\":\"X-Sig\",\"encoding\":\"rot13\"}|422|invalid_value|/custom_scheme/encoding",
        "{\"signature_header\":\"X-Sig\",\"nonsense\":1}|400|unknown_field|/custom_scheme/nonsense",
        "[]|422|invalid_value|/custom_scheme"
      })
  void bad_description_of_a_scheme_is_told_by_its_pointer(
      String scheme, int status, String code, String pointer) throws IOException {
    JsonNode body =
        json("{\"name\":\"A\",\"provider\":\"custom\",\"custom_scheme\":" + scheme + "}");

    assertThatThrownBy(() -> SourceBody.create(body))
        .isInstanceOfSatisfying(
            ProblemException.class,
            it -> {
              assertThat(it.problem().status()).isEqualTo(status);
              assertThat(it.problem().code()).isEqualTo(code);
              assertThat(it.problem().errors()).extracting(FieldError::pointer).contains(pointer);
            });
  }

  @Test
  void description_of_a_scheme_is_stored_and_shown_in_one_form_and_can_be_patched()
      throws IOException {
    SourceEdit made =
        SourceBody.create(
            json(
                "{\"name\":\"A\",\"provider\":\"custom\",\"custom_scheme\":"
                    + "{\"signature_header\":\"X-Sig\",\"algorithm\":\"HMAC_SHA1\"}}"));
    String stored = Json.mapper().writeValueAsString(made.settings());

    assertThat(stored).contains("\"algorithm\":\"hmac_sha1\"", "\"encoding\":\"hex\"");
    assertThat(Json.mapper().readValue(stored, SourceSettings.class)).isEqualTo(made.settings());
    Source source =
        new Source(
            SOURCE.id(),
            SOURCE.tenant(),
            "A",
            "custom",
            SOURCE.ingestUrl(),
            true,
            made.settings(),
            Instant.EPOCH,
            Instant.EPOCH);
    SourceEdit patched =
        SourceBody.patch(source.edit(), json("{\"custom_scheme\":{\"encoding\":\"base64\"}}"));
    assertThat(Json.mapper().writeValueAsString(patched.settings()))
        .contains("\"algorithm\":\"hmac_sha1\"", "\"encoding\":\"base64\"");
  }

  private static JsonNode json(String text) throws IOException {
    return Json.mapper().readTree(text);
  }
}

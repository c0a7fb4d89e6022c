package dev.postern.outbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.access.Caller;
import dev.postern.core.access.Role;
import dev.postern.core.id.EndpointId;
import dev.postern.core.json.Json;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.JsonBodies;
import dev.postern.core.secret.SecretText;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointAccess;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.EndpointState;
import dev.postern.outbound.endpoint.PayloadForm;
import dev.postern.outbound.publish.EventDraft;
import dev.postern.outbound.publish.JsonText;
import dev.postern.outbound.send.TlsProfile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodiesTest {
  private static final EndpointSettings STORED = EndpointSettings.at("https://receiver.example/");

  @Test
  void data_is_taken_digit_for_digit_and_without_white_space() {
    EventDraft draft =
        event(
                "{\"type\":\"a\",\"data\":{ \"p\": 1.10, \"e\": 1E+2,\n"
                    + "\"s\":\"\\u00e9\", \"l\":[1, null]}}")
            .draft();
    assertThat(draft.data().text()).isEqualTo("{\"p\":1.10,\"e\":1E+2,\"s\":\"é\",\"l\":[1,null]}");
  }

  @Test
  void a_received_half_of_a_character_stays_the_escape_it_was() throws Exception {
    JsonNode received = Json.mapper().readTree("{\"s\":\"\\ud800\"}");
    assertThat(JsonText.of(received).text()).isEqualTo("{\"s\":\"\\ud800\"}");
  }

  @Test
  void a_timestamp_of_any_offset_is_an_instant() {
    assertThat(
            event("{\"type\":\"a\",\"data\":1,\"timestamp\":\"2026-11-22T12:00:00.5+02:00\"}")
                .draft()
                .timestamp())
        .isEqualTo(Instant.parse("2026-11-22T10:00:00.500Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"data\":1}                                        | 422 | missing_field  | /type",
        "{\"type\":\"a\"}                                    | 422 | missing_field  | /data",
        "{\"type\":5,\"data\":1}                             | 422 | invalid_value  | /type",
        "{\"type\":\"a\",\"data\":1,\"timestamp\":\"today\"} | 422 | invalid_value  | /timestamp",
        "{\"type\":\"a\",\"data\":1,\"timestamp\":5}         | 422 | invalid_value  | /timestamp",
        "{\"type\":\"a\",\"data\":1,\"extra\":1}             | 400 | unknown_field  | /extra",
        "{\"type\":\"a\",\"data\":{\"x\":1,\"x\":2}}         | 400 | malformed_json |",
        "{\"type\":\"a\",\"data\":{                          | 400 | malformed_json |",
      })
  void what_is_wrong_with_an_event_has_its_status_code_and_pointer(
      String body, int status, String code, @Nullable String pointer) {
    Problem problem = problem(() -> event(body).draft());
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    if (pointer != null) {
      assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly(pointer);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"url\":null}                        | 422 | missing_field          | /url",
        "{\"retry_schedule\":[\"1d\"]}         | 422 | invalid_retry_schedule | /retry_schedule",
        "{\"signature_formats\":[\"md5\"]}     | 422 | invalid_value          |"
            + " /signature_formats/0",
        "{\"ordering\":\"random\"}             | 422 | invalid_value          | /ordering",
        "{\"rate_limit\":{\"requests\":1}}     | 422 | missing_field          | /rate_limit",
        "{\"timeout_seconds\":\"soon\"}        | 422 | invalid_value          | /timeout_seconds",
        "{\"timeout_seconds\":99999999999}     | 422 | invalid_value          | /timeout_seconds",
        "{\"payload\":\"raw\"}                 | 422 | invalid_value          | /payload",
        "{\"custom_signature\":{\"algorithm\":\"hmac_sha1\"}} | 422 | missing_field |"
            + " /custom_signature/signature_header",
        "{\"custom_signature\":{\"signature_header\":\"X-A\",\"n\":1}} | 400 | unknown_field |"
            + " /custom_signature/n",
        "{\"status\":\"active\"}               | 400 | unknown_field          | /status",
        "{\"colour\":null}                     | 400 | unknown_field          | /colour",
        "{\"rate_limit\":{\"colour\":null}}    | 400 | unknown_field          | /rate_limit/colour",
      })
  void what_is_wrong_with_a_patch_has_its_status_code_and_pointer(
      String patch, int status, String code, String pointer) {
    Problem problem = problem(() -> patched(patch));
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly(pointer);
  }

  @Test
  void a_patch_changes_what_it_names_and_null_restores_the_default() throws Exception {
    EndpointSettings changed =
        patched("{\"timeout_seconds\":5,\"retry_schedule\":[\"1s\"],\"headers\":{\"X-A\":\"1\"}}");
    assertThat(changed.delivery().timeout()).hasSeconds(5);
    assertThat(changed.headers()).containsEntry("X-A", "1");
    assertThat(changed.url()).isEqualTo(STORED.url());

    JsonNode patch =
        Json.mapper()
            .readTree(
                "{\"timeout_seconds\":null,\"retry_schedule\":null,\"headers\":{\"X-A\":null}}");
    assertThat(Patches.apply(EndpointBody.of(changed), patch, EndpointBody.class).settings())
        .isEqualTo(STORED);
  }

  private static EndpointSettings patched(String patch) throws Exception {
    return Patches.apply(EndpointBody.of(STORED), Json.mapper().readTree(patch), EndpointBody.class)
        .settings();
  }

  private static PublishBody event(String json) {
    return JsonBodies.read(json.getBytes(StandardCharsets.UTF_8), PublishBody.class);
  }

  private static Problem problem(ThrowingCallable call) {
    return catchThrowableOfType(ProblemException.class, call).problem();
  }

  private static final EndpointSettings WITH_PASSWORD =
      STORED.with(
          new EndpointAccess(
              new EndpointAuth.Basic("jo", SecretText.of("hunter2")), TlsProfile.RUNTIME));

  @Test
  void a_patch_keeps_the_password_it_does_not_name() throws Exception {
    assertThat(patched(WITH_PASSWORD, "{\"description\":\"x\"}").access())
        .isEqualTo(WITH_PASSWORD.access());
    assertThat(patched(WITH_PASSWORD, "{\"auth\":{\"username\":\"al\"}}").access().auth())
        .isEqualTo(new EndpointAuth.Basic("al", SecretText.of("hunter2")));
    assertThat(patched(WITH_PASSWORD, "{\"auth\":null}").access()).isEqualTo(EndpointAccess.open());
  }

  @Test
  void a_signature_of_its_own_is_merged_member_by_member_and_taken_away_by_null() throws Exception {
    EndpointSettings described =
        patched(
            STORED,
            "{\"signature_formats\":[\"svix\",\"custom\"],\"payload\":\"data\","
                + "\"custom_signature\":{\"signature_header\":\"X-Convoy-Signature\"}}");
    assertThat(described.formatOptions().payload()).isEqualTo(PayloadForm.DATA);
    EndpointSettings changed =
        patched(described, "{\"custom_signature\":{\"encoding\":\"base64\"}}");
    JsonNode shown = Json.mapper().valueToTree(EndpointBody.of(changed)).path("custom_signature");
    assertThat(shown.path("signature_header").asText()).isEqualTo("X-Convoy-Signature");
    assertThat(shown.path("encoding").asText()).isEqualTo("base64");
    assertThat(patched(changed, "{\"custom_signature\":null}").formatOptions().custom()).isNull();
  }

  @Test
  void another_type_of_auth_replaces_the_one_before_whole() throws Exception {
    assertThat(
            patched(WITH_PASSWORD, "{\"auth\":{\"type\":\"bearer\",\"token\":\"t\"}}")
                .access()
                .auth())
        .isEqualTo(new EndpointAuth.Bearer(SecretText.of("t")));
    Problem without = problem(() -> patched(WITH_PASSWORD, "{\"auth\":{\"type\":\"bearer\"}}"));
    assertThat(without.errors())
        .as("and the secret of another type is none")
        .extracting(FieldError::pointer)
        .containsExactly("/auth/token");
  }

  @Test
  void a_stored_password_never_follows_to_another_receiver() throws Exception {
    Problem moved =
        problem(() -> patched(WITH_PASSWORD, "{\"url\":\"https://receiver.example:444/\"}"));
    assertThat(moved.code()).isEqualTo("missing_field");
    assertThat(moved.errors()).extracting(FieldError::pointer).containsExactly("/auth/password");
    EndpointSettings grant =
        STORED.with(
            new EndpointAccess(
                new EndpointAuth.OAuth2(
                    "https://login.example/", "id", SecretText.of("hunter2"), null, null),
                TlsProfile.RUNTIME));
    assertThat(
            problem(() -> patched(grant, "{\"auth\":{\"token_url\":\"https://other.example/\"}}"))
                .errors())
        .extracting(FieldError::pointer)
        .containsExactly("/auth/client_secret");
    assertThat(problem(() -> patched(grant, "{\"url\":\"https://mine.example/\"}")).errors())
        .as("nor does what it buys")
        .extracting(FieldError::pointer)
        .containsExactly("/auth/client_secret");
    assertThat(patched(grant, "{\"url\":\"https://receiver.example/other\"}").access())
        .isEqualTo(grant.access());
  }

  @Test
  void no_answer_holds_a_credential() throws Exception {
    String shown = Json.mapper().writeValueAsString(EndpointBody.of(WITH_PASSWORD));
    assertThat(shown)
        .contains("\"auth\":{\"type\":\"basic\",\"username\":\"jo\"}")
        .doesNotContain("hunter2");
  }

  @Test
  void a_header_that_may_be_a_credential_is_shown_to_those_who_may_change_it() {
    EndpointSettings settings =
        new EndpointSettings(
            STORED.url(),
            "",
            STORED.signatureFormats(),
            Map.of("Authorization", "Bearer t", "x-api-key", "k", "X-Team", "billing"),
            STORED.delivery(),
            STORED.suspension());
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    Endpoint endpoint =
        new Endpoint(
            new EndpointId(new UUID(1, 1)),
            QueueFixture.TENANT,
            settings,
            EndpointState.fresh(),
            now,
            now);

    assertThat(EndpointAnswer.shownTo(caller(Role.VIEWER), endpoint).headers())
        .isEqualTo(
            Map.of("Authorization", "[masked]", "x-api-key", "[masked]", "X-Team", "billing"));
    assertThat(EndpointAnswer.shownTo(caller(Role.DEVELOPER), endpoint).headers())
        .isEqualTo(settings.headers());
  }

  private static Caller caller(Role role) {
    return new Caller("api_key", "key_1", "k", Optional.of(QueueFixture.TENANT), role);
  }

  private static EndpointSettings patched(EndpointSettings before, String patch) throws Exception {
    return EndpointBody.patched(before, Json.mapper().readTree(patch));
  }
}

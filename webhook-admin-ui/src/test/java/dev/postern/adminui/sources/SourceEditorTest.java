package dev.postern.adminui.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.textfield.TextArea;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.JsonBodies;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceSettings;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SourceEditorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final SourceSettings FULL = settings();
  private static final Source SOURCE =
      new Source(
          new SourceId(new UUID(0, 1)),
          new TenantId(new UUID(0, 2)),
          "Own sender",
          "custom",
          "https://example.com/in/token",
          true,
          FULL,
          NOW,
          NOW);

  @Test
  void an_editor_that_nobody_touched_changes_nothing() {
    assertThat(SourceEditor.edited(FULL, pages())).isEqualTo(FULL);
  }

  @Test
  void a_page_left_alone_keeps_what_was_stored_meanwhile() {
    List<SourcePage> pages = pages(SOURCE);
    type(pages.get(2), "/json_schema", "{\"type\":\"array\"}");

    SourceSettings saved =
        SourceEditor.edited(
            SOURCE, SourceSettings.defaults(), pages.subList(0, 2), SourceEditorTest::pages);
    assertThat(saved).as("nothing was touched").isEqualTo(SourceSettings.defaults());

    assertThatThrownBy(() ->
            SourceEditor.edited(SOURCE, SourceSettings.defaults(), pages, SourceEditorTest::pages))
        .as("both changed the payload")
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(409));
  }

  @Test
  void a_source_of_defaults_stays_one_of_defaults() {
    SourceSettings defaults = SourceSettings.defaults();
    Source plain =
        new Source(
            SOURCE.id(),
            SOURCE.tenant(),
            "GitHub",
            "github",
            SOURCE.ingestUrl(),
            true,
            defaults,
            NOW,
            NOW);
    assertThat(
            SourceEditor.edited(
                defaults,
                List.of(
                    new SendersPage(defaults, false),
                    new LimitsPage(plain),
                    new PayloadPage(defaults),
                    new OnwardPage(defaults),
                    new SignaturePage(plain, () -> NOW))))
        .isEqualTo(defaults);
  }

  @Test
  void a_faulty_scheme_is_told_member_by_member() {
    SignaturePage page = new SignaturePage(SOURCE, () -> NOW);
    type(page, "/custom_scheme", "{\"signature_header\":\"X-Sig\",\"algorithm\":\"md5\"}");
    assertThatThrownBy(() -> SourceEditor.edited(FULL, List.of(page)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused ->
                assertThat(refused.problem().errors())
                    .extracting(FieldError::pointer)
                    .contains("/custom_scheme/algorithm"));
  }

  @Test
  void what_is_no_json_is_refused_beside_its_field() {
    PayloadPage page = new PayloadPage(FULL);
    type(page, "/json_schema", "{");
    assertThatThrownBy(() -> SourceEditor.edited(FULL, List.of(page)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused ->
                assertThat(refused.problem().errors())
                    .extracting(FieldError::pointer)
                    .containsExactly("/json_schema"));
  }

  private static void type(SourcePage page, String pointer, String text) {
    ((TextArea) Objects.requireNonNull(page.fields().get(pointer), pointer)).setValue(text);
  }

  private static List<SourcePage> pages() {
    return pages(SOURCE);
  }

  private static List<SourcePage> pages(Source of) {
    return List.of(
        new SendersPage(of.settings(), true),
        new LimitsPage(of),
        new PayloadPage(of.settings()),
        new OnwardPage(of.settings()),
        new SignaturePage(of, () -> NOW));
  }

  /** Every setting other than its default, so that a page that forgets one is found. */
  private static SourceSettings settings() {
    try {
      return JsonBodies.convert(
          Json.mapper()
              .readTree(
                  """
                  {"allowed_cidrs":["203.0.113.0/24"],"allowed_user_agents":["Sender/"],
                   "rate_limit":{"requests":7,"per_seconds":8},
                   "rate_limit_total":{"requests":70,"per_seconds":80},
                   "provider_config":{"public_url":"https://a.example/in?x=1"},
                   "replay_window_seconds":77,"max_body_bytes":1001,"success_status":202,
                   "success_answer":{"body":"ok\\n","content_type":"text/plain"},
                   "custom_scheme":{"signature_header":"X-Sig","prefix":"v1=",
                     "template":"{timestamp}.{body}","algorithm":"hmac_sha512",
                     "encoding":"base64","timestamp_header":"X-Time",
                     "timestamp_unit":"milliseconds","tolerance":"PT30S","id_header":null,
                     "event_id":"body:/id","event_type":"header:X-Type"},
                   "required_fields":["/data/id"],
                   "max_event_age":{"pointer":"/created","max_seconds":99},
                   "json_schema":{"type":"object"},
                   "event_location":{"id":"body:/uid","type":null},
                   "refuse_repeated_bodies":true,"retention_days":12,"mode":"test",
                   "forward":{"publish":true,"type_prefix":"own.","include_headers":true,
                     "raw_body":true},
                   "auto_response":"tighten_limit",
                   "countries":{"allow":["DE","FR"],"deny":["FR"]}}
                  """),
          SourceSettings.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    }
  }
}

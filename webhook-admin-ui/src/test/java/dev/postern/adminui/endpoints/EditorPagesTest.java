package dev.postern.adminui.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import dev.postern.adminui.part.MomentField;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.CustomScheme;
import dev.postern.outbound.endpoint.Batching;
import dev.postern.outbound.endpoint.CloudEventsMode;
import dev.postern.outbound.endpoint.DeliveryRules;
import dev.postern.outbound.endpoint.EndpointAccess;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.FormatOptions;
import dev.postern.outbound.endpoint.Ordering;
import dev.postern.outbound.endpoint.PayloadForm;
import dev.postern.outbound.endpoint.RateLimit;
import dev.postern.outbound.endpoint.RetrySchedule;
import dev.postern.outbound.endpoint.SignatureFormat;
import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.send.TlsProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EditorPagesTest {
  private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\nAA==\n-----END";
  private static final SecretText KEY = SecretText.of("-----BEGIN PRIVATE KEY-----");
  private static final TlsProfile TLS =
      new TlsProfile(CERTIFICATE + "\n", KEY, "-----BEGIN CA-----\n", List.of("AAAA=", "BBBB="));
  private static final EndpointSettings FULL =
      new EndpointSettings(
          "https://shop.example.com/webhooks",
          "Shop",
          List.of(
              SignatureFormat.STANDARD,
              SignatureFormat.X_WEBHOOK,
              SignatureFormat.CLOUDEVENTS,
              SignatureFormat.CUSTOM),
          Map.of("X-Team", "billing: one"),
          new DeliveryRules(
              Duration.ofSeconds(17),
              RetrySchedule.parse(List.of("3s", "4m")),
              7,
              new RateLimit(50, Duration.ofSeconds(9)),
              3,
              Ordering.KEY,
              new Batching(25, Duration.ofMillis(750))),
          new SuspensionRule(6, Duration.ofSeconds(42)),
          new FormatOptions(
              Map.of(SignatureFormat.X_WEBHOOK, Instant.parse("2027-03-04T05:06:07Z")),
              CloudEventsMode.BINARY,
              PayloadForm.DATA,
              new CustomScheme(
                  new CustomScheme.Digest(
                      "X-Acme", "v0=", CustomScheme.Algorithm.HMAC_SHA1, CustomScheme.Encoding.HEX),
                  "{body}",
                  null,
                  null,
                  new CustomScheme.Event(null, null))),
          new EndpointAccess(new EndpointAuth.Bearer(SecretText.of("token")), TLS));

  static Stream<EditorPage> pages() {
    return Stream.of(
        new WherePage(url -> Optional.empty(), FULL),
        new PacePage(FULL),
        new FormatPage(FULL),
        new AuthPage(FULL),
        new TlsPage(FULL));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_page_that_nobody_touched_changes_nothing(EditorPage page) {
    assertThat(page.edit(FULL)).isEqualTo(FULL);
  }

  @Test
  void the_stored_key_goes_with_its_certificate_only() {
    TlsPage page = new TlsPage(FULL);
    type(page, "/tls/client_certificate", "-----BEGIN CERTIFICATE-----\nBB==");
    assertThat(page.edit(FULL).access().tls().key()).isNull();
    type(page, "/tls/client_key", " -----BEGIN PRIVATE KEY-----new ");
    assertThat(page.edit(FULL).access().tls().key())
        .isEqualTo(SecretText.of("-----BEGIN PRIVATE KEY-----new"));
  }

  @Test
  void emptied_fields_leave_the_trust_of_the_runtime() {
    TlsPage page = new TlsPage(FULL);
    List.of("/tls/client_certificate", "/tls/ca_certificates", "/tls/pinned_sha256")
        .forEach(pointer -> type(page, pointer, ""));
    assertThat(page.edit(FULL).access().tls()).isEqualTo(TlsProfile.RUNTIME);
  }

  @Test
  void no_field_shows_the_stored_key() {
    assertThat(new TlsPage(FULL).fields().values())
        .extracting(field -> String.valueOf(((HasValue<?, ?>) field).getValue()))
        .noneMatch(value -> value.contains("PRIVATE KEY"));
  }

  @Test
  void a_format_that_is_sent_no_more_takes_its_sunset_with_it() {
    EndpointSettings standardOnly =
        FULL.with(FULL.formatOptions(), SignatureFormat.STANDARD, SignatureFormat.CLOUDEVENTS);
    assertThat(new FormatPage(standardOnly).edit(FULL).formatOptions().sunsets()).isEmpty();
  }

  @Test
  void every_finding_of_a_batch_or_a_sunset_has_its_field() {
    assertThat(new PacePage(FULL).fields()).containsKeys("/batch/max_events", "/batch/max_wait_ms");
    assertThat(new FormatPage(FULL).fields())
        .containsKeys("/signature_format_sunsets", "/signature_format_sunsets/x_webhook");
    assertThat(new TlsPage(FULL).fields()).containsKeys("/tls/pinned_sha256/1");
  }

  @Test
  void a_signature_that_is_not_described_is_refused_at_its_field() {
    FormatPage page = new FormatPage(FULL);
    type(page, "/custom_signature", "{\"signature_header\":\"a b\"}");
    Problem problem = catchThrowableOfType(ProblemException.class, () -> page.edit(FULL)).problem();
    assertThat(problem.status()).isEqualTo(422);
    assertThat(page.fields()).containsKey(problem.errors().getFirst().pointer());
  }

  @Test
  void half_a_sunset_is_refused_rather_than_dropped() {
    FormatPage page = new FormatPage(FULL);
    String pointer = "/signature_format_sunsets/standard";
    MomentField sunset = (MomentField) Objects.requireNonNull(page.fields().get(pointer), pointer);
    sunset
        .getElement()
        .getChildren()
        .flatMap(child -> child.getComponent().stream())
        .filter(DatePicker.class::isInstance)
        .forEach(date -> ((DatePicker) date).setValue(LocalDate.of(2027, 1, 1)));
    Problem problem = catchThrowableOfType(ProblemException.class, () -> page.edit(FULL)).problem();
    assertThat(problem.errors().getFirst().pointer()).isEqualTo(pointer);
  }

  private static void type(EditorPage page, String pointer, String text) {
    HasValidationProperties field = Objects.requireNonNull(page.fields().get(pointer), pointer);
    ((TextArea) field).setValue(text);
  }
}

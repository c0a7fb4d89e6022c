package dev.postern.outbound.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.CustomSchemeJson;
import dev.postern.outbound.send.TlsProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatCheckTest {
  private final EndpointCheck check = new EndpointCheck(EgressPolicy.strict());

  @Test
  void the_format_custom_needs_its_description_and_a_description_no_format() {
    Problem problem = problem(with(FormatOptions.defaults(), SignatureFormat.CUSTOM));
    assertThat(problem.code()).isEqualTo("missing_field");
    assertThat(pointers(problem)).containsExactly("/custom_signature");
    allowed(with(FormatOptions.defaults().with(header("Host")), SignatureFormat.STANDARD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "content-length",
        "Transfer-Encoding",
        "Webhook-Signature",
        "webhook-anything",
        "Content-Type",
        "User-Agent",
        "traceparent",
        "Proxy-Authorization",
        "ce-id",
        "x-team",
        "Authorization"
      })
  void a_header_that_is_taken_is_none_of_its(String name) {
    Problem problem =
        problem(with(FormatOptions.defaults().with(header(name)), SignatureFormat.CUSTOM));
    assertThat(problem.code()).isEqualTo("invalid_header");
    assertThat(pointers(problem)).containsExactly("/custom_signature/signature_header");
  }

  @Test
  void no_two_of_its_own_are_one() {
    CustomScheme twice =
        scheme(
            "{'signature_header':'X-A','template':'{id}{timestamp}{body}','timestamp_header':'x-a',"
                + "'id_header':'X-a'}");
    assertThat(
            pointers(problem(with(FormatOptions.defaults().with(twice), SignatureFormat.CUSTOM))))
        .containsExactly("/custom_signature/timestamp_header", "/custom_signature/id_header");
  }

  @ParameterizedTest
  @CsvSource({
    "X-Signature, X_SIGNATURE",
    "x-timestamp, X_SIGNATURE",
    "X-Webhook-ID, X_WEBHOOK",
    "svix-signature, SVIX"
  })
  void the_names_of_another_format_are_its_as_long_as_that_one_is_not_sent(
      String name, SignatureFormat other) {
    FormatOptions options = FormatOptions.defaults().with(header(name));
    allowed(with(options, SignatureFormat.CUSTOM));
    assertThat(problem(with(options, other, SignatureFormat.CUSTOM)).code())
        .isEqualTo("invalid_header");
  }

  @Test
  void the_data_alone_is_neither_a_cloud_event_nor_a_batch() {
    FormatOptions data = FormatOptions.defaults().with(PayloadForm.DATA);
    allowed(with(data, SignatureFormat.SVIX));
    assertThat(pointers(problem(with(data, SignatureFormat.CLOUDEVENTS))))
        .containsExactly("/payload");
    EndpointSettings plain = with(data, SignatureFormat.STANDARD);
    EndpointSettings batching =
        new EndpointSettings(
            plain.url(),
            "",
            plain.signatureFormats(),
            Map.of(),
            new DeliveryRules(
                Duration.ofSeconds(30),
                null,
                null,
                null,
                null,
                Ordering.NONE,
                new Batching(10, Duration.ofMillis(100))),
            plain.suspension(),
            data,
            EndpointAccess.open());
    assertThat(pointers(problem(batching))).containsExactly("/payload");
  }

  private static EndpointSettings with(FormatOptions options, SignatureFormat... formats) {
    EndpointSettings plain = EndpointSettings.at("https://receiver.example/");
    return new EndpointSettings(
        plain.url(),
        "",
        List.of(formats),
        Map.of("X-Team", "billing"),
        plain.delivery(),
        plain.suspension(),
        options,
        new EndpointAccess(new EndpointAuth.Bearer(SecretText.of("t")), TlsProfile.RUNTIME));
  }

  private static CustomScheme header(String name) {
    return scheme("{'signature_header':'" + name + "'}");
  }

  private static CustomScheme scheme(String json) {
    return ((CustomSchemeJson.Outcome.Described) CustomSchemeJson.read(json.replace('\'', '"')))
        .scheme();
  }

  private void allowed(EndpointSettings settings) {
    assertThatCode(() -> check.settings(settings)).doesNotThrowAnyException();
  }

  private Problem problem(EndpointSettings settings) {
    return catchThrowableOfType(ProblemException.class, () -> check.settings(settings)).problem();
  }

  private static List<String> pointers(Problem problem) {
    return problem.errors().stream().map(FieldError::pointer).toList();
  }
}

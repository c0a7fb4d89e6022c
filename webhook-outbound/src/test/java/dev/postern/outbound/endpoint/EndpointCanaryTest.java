package dev.postern.outbound.endpoint;

import static dev.postern.outbound.OutboundTables.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.send.TestCertificates;
import dev.postern.outbound.send.TlsProfile;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an endpoint is trusted with stands neither in its audit trail nor in any text of it. */
class EndpointCanaryTest {
  private static final String CANARY = "canary-4b1d";
  private static final SecretText SECRET = SecretText.of(CANARY);
  private OutboundTables tables;
  private Endpoints endpoints;

  @BeforeEach
  void openTables() {
    tables = OutboundTables.h2();
    endpoints = TestEndpoints.over(tables, new TestSubscriptions(tables).door);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  static Stream<EndpointAuth> credentials() {
    return Stream.of(
        new EndpointAuth.Basic("user", SECRET),
        new EndpointAuth.Bearer(SECRET),
        new EndpointAuth.OAuth2("https://login.example/token", "client", SECRET, null, null));
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void credentials_stay_out_of_the_trail_and_of_texts(EndpointAuth auth) {
    EndpointSettings plain = EndpointSettings.at("https://receiver.example/in");
    EndpointSettings settings =
        plain.with(new EndpointAccess(auth, new TlsProfile(null, null, null, List.of())));

    Endpoint made = endpoints.create(ACME, settings, null).endpoint();
    Endpoint without = endpoints.update(ACME, made.id(), before -> plain);
    Endpoint again = endpoints.update(ACME, made.id(), before -> settings);
    endpoints.delete(ACME, made.id());

    assertThat(again.settings().access().auth()).as("it is there").isEqualTo(auth);
    assertThat(made + " " + without + " " + again).doesNotContain(CANARY);
    assertThat(trail())
        .as("the search looks at something")
        .contains("endpoint.created", "endpoint.updated", "endpoint.deleted", "receiver.example")
        .doesNotContain(CANARY);
  }

  /** An auditor sees what was exchanged for what. */
  @Test
  void the_trail_tells_one_kind_of_credentials_from_another() {
    EndpointSettings bearer = with(new EndpointAuth.Bearer(SECRET), TlsProfile.RUNTIME);
    Endpoint made = endpoints.create(ACME, bearer, null).endpoint();
    for (String server : List.of("one", "two")) {
      EndpointSettings oauth =
          with(
              new EndpointAuth.OAuth2(
                  "https://" + server + ".example/token", "client", SECRET, null, null),
              TlsProfile.RUNTIME);
      Endpoint unused = endpoints.update(ACME, made.id(), before -> oauth);
    }

    assertThat(
            tables
                .database
                .database()
                .query(
                    """
                    select before_state, after_state from audit_entry
                    where action = 'endpoint.updated' order by seq
                    """,
                    row -> row.text("before_state") + "→" + row.text("after_state")))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .containsSubsequence("\"bearer\"", "→", "\"oauth2\"", "one.example"),
            second -> assertThat(second).containsSubsequence("one.example", "→", "two.example"))
        .noneMatch(entry -> entry.contains(CANARY));
  }

  @Test
  void the_private_key_of_a_certificate_stays_out_of_the_trail_and_of_texts(@TempDir Path folder)
      throws Exception {
    TestCertificates certificates = new TestCertificates(folder);
    SecretText key = certificates.key("good");
    // A line of its base64: the text of the trail is JSON, which writes line ends otherwise.
    String canary = key.reveal().lines().skip(1).findFirst().orElseThrow();
    EndpointSettings settings =
        with(
            EndpointAuth.none(),
            new TlsProfile(certificates.certificate("good"), key, null, List.of()));

    Endpoint made = endpoints.create(ACME, settings, null).endpoint();
    Endpoint without =
        endpoints.update(ACME, made.id(), before -> with(EndpointAuth.none(), TlsProfile.RUNTIME));
    Endpoint again = endpoints.update(ACME, made.id(), before -> settings);
    endpoints.delete(ACME, made.id());

    assertThat(again.settings().access().tls().key()).as("it is there").isEqualTo(key);
    assertThat(made + " " + without + " " + again).doesNotContain(canary);
    assertThat(trail())
        .contains("endpoint.created", "endpoint.deleted", "client_certificate_sha256")
        .doesNotContain(canary);
  }

  private static EndpointSettings with(EndpointAuth auth, TlsProfile tls) {
    return EndpointSettings.at("https://receiver.example/in").with(new EndpointAccess(auth, tls));
  }

  @Test
  void the_value_of_a_header_stays_out_of_the_trail() {
    EndpointSettings plain = EndpointSettings.at("https://receiver.example/in");
    EndpointSettings settings =
        new EndpointSettings(
            plain.url(),
            plain.description(),
            plain.signatureFormats(),
            Map.of("X-Api-Key", CANARY),
            plain.delivery(),
            plain.suspension(),
            plain.formatOptions(),
            plain.access());

    Endpoint made = endpoints.create(ACME, settings, null).endpoint();
    Endpoint changed = endpoints.update(ACME, made.id(), before -> plain);

    assertThat(changed.settings().headers()).isEmpty();
    assertThat(trail()).contains("X-Api-Key").doesNotContain(CANARY);
  }

  @Test
  void the_key_of_a_certificate_is_in_no_text() {
    assertThat(new TlsProfile("certificate", SECRET, null, List.of()).toString())
        .contains("certificate")
        .doesNotContain(CANARY);
  }

  private String trail() {
    return tables
        .database
        .database()
        .query(
            "select action, before_state, after_state from audit_entry",
            row ->
                row.text("action") + row.textOrNull("before_state") + row.textOrNull("after_state"))
        .toString();
  }
}

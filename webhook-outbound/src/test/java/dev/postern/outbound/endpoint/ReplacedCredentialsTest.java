package dev.postern.outbound.endpoint;

import static dev.postern.outbound.OutboundTables.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.json.Json;
import dev.postern.core.secret.SecretText;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.send.TlsProfile;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An exchange of one credential for another is to be seen in the trail, and neither of the two. */
class ReplacedCredentialsTest {
  private static final String CANARY = "canary-77c0";
  private static final SecretText OLD = SecretText.of(CANARY + "-old");
  private static final SecretText NEW = SecretText.of(CANARY + "-new");
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

  static Stream<Arguments> exchanges() {
    return Stream.of(
        Arguments.of(
            new EndpointAuth.Basic("user", OLD),
            new EndpointAuth.Basic("user", NEW),
            "auth.password"),
        Arguments.of(new EndpointAuth.Bearer(OLD), new EndpointAuth.Bearer(NEW), "auth.token"),
        Arguments.of(oauth(OLD), oauth(NEW), "auth.client_secret"));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void another_credential_of_the_same_kind_is_named(
      EndpointAuth before, EndpointAuth after, String name) {
    assertThat(update(with(before), with(after))).containsExactly(name);
    assertThat(texts()).doesNotContain(CANARY);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void an_edit_that_leaves_it_alone_names_none(EndpointAuth before) {
    assertThat(update(with(before), with(before))).isEmpty();
    assertThat(texts()).doesNotContain("credentials_replaced");
  }

  @Test
  void another_kind_shows_by_itself() {
    assertThat(update(with(new EndpointAuth.Bearer(OLD)), with(oauth(NEW)))).isEmpty();
  }

  @Test
  void of_headers_those_with_another_value_are_named() {
    EndpointSettings before = with(Map.of("X-Api-Key", CANARY, "X-Same", "1", "X-Gone", "1"));
    EndpointSettings after = with(Map.of("X-Api-Key", CANARY + 2, "X-Same", "1", "X-New", "1"));

    assertThat(update(before, after)).containsExactly("headers.X-Api-Key");
    assertThat(texts()).doesNotContain(CANARY);
  }

  @Test
  void another_key_of_the_client_certificate_is_named() {
    EndpointSettings before = with(tls(OLD));

    assertThat(ReplacedCredentials.between(before, with(tls(NEW))))
        .containsExactly("tls.client_key");
    assertThat(ReplacedCredentials.between(before, with(tls(OLD)))).isEmpty();
    assertThat(ReplacedCredentials.between(before, with(TlsProfile.RUNTIME))).isEmpty();
  }

  private static TlsProfile tls(SecretText key) {
    return new TlsProfile("certificate", key, null, List.of());
  }

  private static EndpointAuth oauth(SecretText secret) {
    return new EndpointAuth.OAuth2("https://login.example/token", "client", secret, null, null);
  }

  private static EndpointSettings with(EndpointAuth auth) {
    return EndpointSettings.at("https://receiver.example/in")
        .with(new EndpointAccess(auth, TlsProfile.RUNTIME));
  }

  private static EndpointSettings with(TlsProfile tls) {
    return EndpointSettings.at("https://receiver.example/in")
        .with(new EndpointAccess(EndpointAuth.none(), tls));
  }

  private static EndpointSettings with(Map<String, String> headers) {
    EndpointSettings plain = EndpointSettings.at("https://receiver.example/in");
    return new EndpointSettings(
        plain.url(),
        plain.description(),
        plain.signatureFormats(),
        headers,
        plain.delivery(),
        plain.suspension());
  }

  /** What the trail calls replaced when the one becomes the other. */
  private List<String> update(EndpointSettings before, EndpointSettings after) {
    Endpoint made = endpoints.create(ACME, before, null).endpoint();
    Endpoint unused = endpoints.update(ACME, made.id(), stored -> after);
    return tables
        .database
        .database()
        .query(
            "select after_state from audit_entry where action = 'endpoint.updated'",
            row -> replaced(row.text("after_state")))
        .getFirst();
  }

  private static List<String> replaced(String after) {
    try {
      JsonNode names = Json.mapper().readTree(after).path("credentials_replaced");
      return names.valueStream().map(JsonNode::asText).toList();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(after, e);
    }
  }

  private String texts() {
    return tables
        .database
        .database()
        .query(
            "select before_state, after_state from audit_entry",
            row -> row.textOrNull("before_state") + row.textOrNull("after_state"))
        .toString();
  }
}

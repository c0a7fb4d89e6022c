package dev.postern.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.config.PlatformConfig.NodeRole;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformConfigTest {
  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  @Test
  void nothing_configured_means_the_documented_defaults() {
    PlatformConfig config = read(Map.of());

    assertThat(config.httpPort()).isEqualTo(8080);
    assertThat(config.publicUrl()).isEqualTo("http://localhost:8080");
    assertThat(config.dataDir()).isAbsolute().endsWithRaw(java.nio.file.Path.of("data"));
    assertThat(config.embeddedDatabase()).isTrue();
    assertThat(config.roles()).containsExactlyInAnyOrder(NodeRole.values());
    assertThat(config.masterKey()).isEmpty();
    assertThat(config.firstAdmin()).isEmpty();
    assertThat(config.adminApiKey()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postern.http.port | eighty | POSTERN_HTTP_PORT holds 'eighty'; expected a port",
        "postern.http.port | 70000 | POSTERN_HTTP_PORT holds '70000'; expected a port",
        "postern.public.url | ftp://x | POSTERN_PUBLIC_URL holds 'ftp://x'; expected an absolute"
            + " http",
        "postern.public.url | no url | POSTERN_PUBLIC_URL holds 'no url'; expected an absolute"
            + " http",
        "postern.database.url | jdbc:mysql://x | POSTERN_DATABASE_URL holds 'jdbc:mysql://x';"
            + " expected jdbc:postgresql",
        "postern.master.key | c2hvcnQ= | POSTERN_MASTER_KEY holds a value (not shown); expected"
            + " base64 of 32 bytes",
        "postern.admin.api.key | short | POSTERN_ADMIN_API_KEY holds a value (not shown); expected"
            + " at least 32",
        "postern.admin.email | someone@x | POSTERN_ADMIN_EMAIL and POSTERN_ADMIN_PASSWORD go"
            + " together",
        "postern.https.port | 8443 | POSTERN_HTTPS_PORT is set and POSTERN_TLS_KEYSTORE is not: TLS"
            + " needs",
        "postern.tls.keystore | gate.p12 | POSTERN_TLS_KEYSTORE holds 'gate.p12'; expected the"
            + " absolute path",
        "postern.tls.keystore | /no/such/gate.p12 | POSTERN_TLS_KEYSTORE holds '/no/such/gate.p12';"
            + " expected",
        "postern.roles | ingest,serve | POSTERN_ROLES holds 'ingest,serve'; expected a"
            + " comma-separated",
        "postern.egress.allow | 127.0.0.0/99 | POSTERN_EGRESS_ALLOW holds '127.0.0.0/99'; expected"
            + " a comma-separated",
        "postern.egress.require.https | yes | POSTERN_EGRESS_REQUIRE_HTTPS holds 'yes'; expected"
            + " true or false",
      })
  void a_wrong_value_is_refused_in_one_line_that_says_what_to_change(
      String key, String value, String message) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void postgresql_needs_the_master_key_that_its_nodes_share() {
    String url = "jdbc:postgresql://db/postern";

    assertThatThrownBy(() -> read(Map.of("postern.database.url", url)))
        .hasMessageStartingWith("POSTERN_MASTER_KEY is required with PostgreSQL");
    assertThat(read(Map.of("postern.database.url", url, "postern.master.key", KEY)).masterKey())
        .isPresent();
  }

  @Test
  void secrets_never_show_in_the_text_of_the_configuration() {
    PlatformConfig config =
        read(
            Map.of(
                "postern.master.key", KEY,
                "postern.admin.api.key", "canary-canary-canary-canary-canary-canary",
                "postern.admin.email", "a@example.com",
                "postern.admin.password", "canary-password"));

    assertThat(config.toString()).doesNotContain("canary").doesNotContain(KEY);
  }

  private static PlatformConfig read(Map<String, String> values) {
    return PlatformConfig.from(new Settings(key -> Optional.ofNullable(values.get(key))));
  }
}

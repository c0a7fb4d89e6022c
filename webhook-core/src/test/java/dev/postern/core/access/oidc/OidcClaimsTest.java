package dev.postern.core.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.access.Confirmed;
import dev.postern.core.access.ProviderProof;
import dev.postern.core.access.Role;
import dev.postern.core.config.ConfigException;
import dev.postern.core.config.Settings;
import dev.postern.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OidcClaimsTest {
  @Test
  void the_first_rule_that_fits_a_group_says_where_somebody_belongs() {
    GroupRoles roles =
        GroupRoles.parse("gate-admins=platform_admin, cn=devs=acme:developer,staff=acme:viewer");

    assertThat(roles.of(List.of("staff", "cn=devs")))
        .contains(new GroupRoles.Place(Optional.of("acme"), Role.DEVELOPER));
    assertThat(roles.of(List.of("gate-admins")))
        .contains(new GroupRoles.Place(Optional.empty(), Role.PLATFORM_ADMIN));
    assertThat(roles.of(List.of("Staff"))).isEmpty();
    for (String wrong : List.of("", "staff", "=acme:viewer", "a=acme", "a=acme:platform_admin")) {
      assertThatThrownBy(() -> GroupRoles.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void userinfo_adds_what_the_token_lacks_unless_it_is_about_somebody_else() {
    String token = "{'iss':'https://idp','sub':'1','groups':['a']}";
    String more = "{'sub':'1','email':'ada@example.com','email_verified':true,'groups':['b']}";

    OidcClaims ada = OidcClaims.of(json(token), json(more), "groups").orElseThrow();
    assertThat(ada.email()).contains("ada@example.com");
    assertThat(ada.emailVerified()).contains(true);
    assertThat(ada.groups()).containsExactly("a");
    OidcClaims mixed =
        OidcClaims.of(json(token), json(more.replace("'1'", "'2'")), "groups").orElseThrow();
    assertThat(mixed.email()).isEmpty();
    assertThat(OidcClaims.of(json("{'sub':'1'}"), json(more), "groups")).isEmpty();
  }

  @Test
  void a_proof_is_as_old_as_the_provider_says_and_never_from_the_future() {
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    Instant morning = now.minusSeconds(3600);
    String token = "{'iss':'https://idp','sub':'1','auth_time':%s}";

    assertThat(proven(token.formatted(morning.getEpochSecond()), now)).isEqualTo(morning);
    assertThat(proven(token.formatted(now.plusSeconds(90).getEpochSecond()), now)).isEqualTo(now);
    for (String unreadable : List.of("'soon'", "9223372036854775807", "-1", "{}")) {
      assertNoProof(token.formatted(unreadable), now);
    }
    assertNoProof("{'iss':'https://idp','sub':'1'}", now);
  }

  @Test
  void a_proof_is_fresh_within_the_window_and_absent_without_a_time() {
    Instant now = Instant.parse("2026-11-22T10:00:00Z");

    assertThat(proof(now, now.minusSeconds(300))).isEqualTo(ProviderProof.FRESH);
    assertThat(proof(now, now.minusSeconds(301))).isEqualTo(ProviderProof.STALE);
    assertThat(proof(now, null)).isEqualTo(ProviderProof.ABSENT);
  }

  private static ProviderProof proof(Instant now, @Nullable Instant authTime) {
    String time = authTime == null ? "" : ",'auth_time':" + authTime.getEpochSecond();
    return OidcClaims.of(
            json("{'iss':'https://idp','sub':'1'%s}".formatted(time)), json("{}"), "groups")
        .orElseThrow()
        .proof(now, Duration.ofMinutes(5));
  }

  /** Any silent round trip would be one otherwise. */
  private static void assertNoProof(String token, Instant now) {
    assertThat(new Confirmed(proven(token, now)).countsAt(now, Duration.ofHours(1)))
        .as(token)
        .isFalse();
  }

  private static Instant proven(String token, Instant now) {
    return OidcClaims.of(json(token), json("{}"), "groups").orElseThrow().provenAt(now);
  }

  @Test
  void a_provider_is_configured_whole_or_not_at_all() {
    Map<String, String> keys = new HashMap<>();
    Settings settings = new Settings(key -> Optional.ofNullable(keys.get(key)));
    assertThat(OidcConfig.from(settings)).isEmpty();

    keys.put("postern.oidc.discovery.url", "https://idp/.well-known/openid-configuration");
    keys.put("postern.public.url", "https://gate.example.com");
    assertThatThrownBy(() -> OidcConfig.from(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("POSTERN_OIDC_CLIENT_ID is required");
    keys.put("postern.oidc.client.id", "postern");
    keys.put("postern.oidc.client.secret", "s");
    keys.put("postern.oidc.roles", "a=acme:viewer");
    assertThat(OidcConfig.from(settings).orElseThrow().groupsClaim()).isEqualTo("groups");
    keys.put("postern.public.url", "http://gate.example.com");
    assertThatThrownBy(() -> OidcConfig.from(settings))
        .hasMessageContaining("POSTERN_OIDC_REQUIRE_HTTPS");
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text.replace('\'', '"'));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

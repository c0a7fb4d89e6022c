package dev.postern.adminui.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPageTest {
  private static final List<String> OWN = List.of("10.0.0.5:8080", "https://Gate.example.com/x");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://gate.example.com.evil.example",
        "https://gate.example.com:8443",
        "null",
        "",
        "https://not a url"
      })
  void a_foreign_page_is_refused_also_where_the_browser_knows_no_fetch_metadata(String origin) {
    assertThat(OwnPage.sent(null, origin, OWN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gate.example.com",
        "https://gate.example.com:443",
        "http://10.0.0.5:8080",
        "https://10.0.0.5:8080"
      })
  void its_own_page_is_taken(String origin) {
    assertThat(OwnPage.sent(null, origin, OWN)).isTrue();
  }

  @Test
  void what_the_browser_says_itself_counts_first_and_who_says_nothing_is_no_browser() {
    assertThat(sent("same-origin")).isTrue();
    assertThat(sent("none")).isTrue();
    assertThat(sent("same-site")).isFalse();
    assertThat(sent("cross-site")).isFalse();
    assertThat(OwnPage.sent(null, null, OWN)).isTrue();
  }

  private static boolean sent(@Nullable String site) {
    return OwnPage.sent(site, "https://gate.example.com", OWN);
  }
}

package dev.postern.adminui.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedPageTest {
  @Test
  void a_page_of_the_console_comes_back_as_it_was() {
    WantedPage page = WantedPage.of("t/acme/deliveries?status=dead&q=evt_1").orElseThrow();

    assertThat(page.path()).isEqualTo("t/acme/deliveries?status=dead&q=evt_1");
    assertThat(page.parameter())
        .isEqualTo("continue=t%2Facme%2Fdeliveries%3Fstatus%3Ddead%26q%3Devt_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/evil.example",
        "//evil.example",
        "https://evil.example",
        "t/\r\nLocation: https://evil.example",
        "t/\\evil",
        "api/v1/tenants",
        "javascript:alert(1)"
      })
  void anything_else_is_nowhere(String text) {
    assertThat(WantedPage.of(text)).isEmpty();
  }
}

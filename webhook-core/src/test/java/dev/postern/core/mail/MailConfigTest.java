package dev.postern.core.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.config.ConfigException;
import dev.postern.core.config.Settings;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailConfigTest {
  @Test
  void nothing_configured_means_no_mail() {
    assertThat(read(Map.of()).server()).isEmpty();
  }

  @Test
  void a_url_names_server_user_and_password() {
    MailConfig config =
        read(
            Map.of(
                "postern.smtp.url", "smtp://gate%40example.com:p%3Ass+word@mail.example.com",
                "postern.mail.from", "gate@example.com"));

    MailConfig.Server server = config.server().orElseThrow();
    assertThat(server.host()).isEqualTo("mail.example.com");
    assertThat(server.port()).isEqualTo(587);
    assertThat(server.tls()).isFalse();
    assertThat(server.user()).isEqualTo("gate@example.com");
    assertThat(Objects.requireNonNull(server.password()).reveal()).isEqualTo("p:ss+word");
    assertThat(config.toString()).doesNotContain("p:ss+word");
  }

  @Test
  void a_wrong_url_is_refused_without_showing_the_password_in_it() {
    assertThatThrownBy(() -> read(Map.of("postern.smtp.url", "https://u:hunter22@mail")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("POSTERN_SMTP_URL holds a value (not shown); expected smtp://");
  }

  @Test
  void a_sender_is_required_with_a_server() {
    assertThatThrownBy(() -> read(Map.of("postern.smtp.url", "smtps://mail.example.com")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("POSTERN_MAIL_FROM is required with POSTERN_SMTP_URL.");
  }

  private static MailConfig read(Map<String, String> values) {
    return MailConfig.from(new Settings(key -> Optional.ofNullable(values.get(key))));
  }
}

package dev.postern.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretTextTest {

  @Test
  void prints_nothing_of_itself_alone_or_inside_a_version() {
    SecretText text = SecretText.of("hunter2");

    assertThat(text).hasToString("[redacted]");
    assertThat(new SecretVersion("sec_1", text, Instant.EPOCH, null).toString())
        .contains("sec_1")
        .doesNotContain("hunter2");
  }

  @Test
  void reveals_text_and_utf8_bytes_that_callers_cannot_change() {
    SecretText text = SecretText.of("geheim-ü");
    text.utf8()[0] = 'X';

    assertThat(text.reveal()).isEqualTo("geheim-ü");
    assertThat(text.utf8()).isEqualTo("geheim-ü".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void equal_texts_are_equal_and_others_are_not() {
    assertThat(SecretText.of("a"))
        .isEqualTo(SecretText.of("a"))
        .hasSameHashCodeAs(SecretText.of("a"));
    assertThat(SecretText.of("a")).isNotEqualTo(SecretText.of("b")).isNotEqualTo("a");
  }

  @Test
  void white_space_is_blank_and_anything_else_is_not() {
    assertThat(SecretText.of("").isBlank()).isTrue();
    assertThat(SecretText.of(" \t").isBlank()).isTrue();
    assertThat(SecretText.of(" x").isBlank()).isFalse();
  }

  @Test
  void generated_secrets_are_whsec_and_the_base64_of_32_bytes_and_never_repeat() {
    SecureRandom random = new SecureRandom();
    SecretText secret = SecretText.generateWhsec(random);

    assertThat(secret.reveal()).startsWith("whsec_");
    assertThat(Base64.getDecoder().decode(secret.reveal().substring(6))).hasSize(32);
    assertThat(secret).isNotEqualTo(SecretText.generateWhsec(random));
  }
}

package dev.postern.core.signature.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMaskTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"s\":\"top\"}|{\"s\":\"[redacted]\"}",
        "[{\"s\" : \"a\\\"b\" },{\"t\":\"s\",\"s\":\"\"}]|"
            + "[{\"s\" : \"[redacted]\" },{\"t\":\"s\",\"s\":\"[redacted]\"}]",
        "{\"Zoë\":\"日本\",\"x\":{\"s\":\"Ünï\"}}|{\"Zoë\":\"日本\",\"x\":{\"s\":\"[redacted]\"}}",
        "{\"\\u0073\":\"escaped\"}|{\"\\u0073\":\"[redacted]\"}",
        "{\"s\":\"one\",\"s\":\"two\"}|{\"s\":\"[redacted]\",\"s\":\"[redacted]\"}",
        "{\"s\":1,\"S\":\"other\",\"t\":[\"s\"]}|{\"s\":1,\"S\":\"other\",\"t\":[\"s\"]}",
        "{\"s\":\"a\"} rest|{\"s\":\"[redacted]\"} rest",
        "none at all|none at all"
      })
  void only_the_texts_of_that_name_are_blanked(String json, String expected) {
    assertThat(blanked(json.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bytes_that_are_no_text_stay_as_they_are() {
    byte[] json = "{\"a\":\"\u00ff\u0080\",\"s\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(blanked(json))
        .isEqualTo(
            "{\"a\":\"\u00ff\u0080\",\"s\":\"[redacted]\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(blanked(new byte[0])).isEmpty();
  }

  private static byte[] blanked(byte[] json) {
    return JsonMask.blanked(json, "s");
  }
}

package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A URL is signed as it is written, also where the grammar of URLs does not have it. */
class MessageSignatureUrlTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final SignatureScheme SCHEME =
      SignatureSchemes.forProvider("rfc9421").orElseThrow();
  private static final byte[] KEY = "0123456789abcdef".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/in?q=a|b",
        "https://h/in?q={a}",
        "https://h/in?q=^",
        "https://h/in?q=%zz",
        "https://h/in?q=a b",
        "https://h/in/[x]?q=\"<>\"",
        "https://under_score/in"
      })
  void method_and_target_need_no_grammar(String url) {
    String lines = "\"@method\": POST\n\"@target-uri\": " + url;

    assertThat(verify(url, lines, "\"@method\"", "\"@target-uri\"")).isEqualTo("accepted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "https://H:443/in?q=a|b -> \"@authority\": h",
        "https://u:p@h:8443/in?q={a} -> \"@authority\": h:8443",
        "https://[::1]:443/in?q=^ -> \"@authority\": [::1]",
        "http://h:80/in?q=%zz -> \"@authority\": h",
        "https://my_host/in -> \"@authority\": my_host",
        "HTTPS://h/in?q=| -> \"@scheme\": https",
        "https://h/in|x?q=| -> \"@path\": /in|x",
        "https://h?q={ -> \"@path\": /",
        "https://h/in?q=a|b#f -> \"@query\": ?q=a|b",
        "https://h/in{ -> \"@query\": ?",
        "https://h/in?q=%zz -> \"@request-target\": /in?q=%zz",
        "https://h/in?q=%zz%41&r=| -> \"@query-param\";name=\"r\": %7C"
      })
  void parts_are_split_without_it(String url, String line) {
    assertThat(verify(url, line, line.substring(0, line.indexOf(": ")))).isEqualTo("accepted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://h:x/in", "https:///in", "https://a@b@h/in", "/in", ""})
  void without_a_host_there_is_no_authority(String url) {
    assertThat(verify(url, "\"@authority\": h", "\"@authority\"")).isEqualTo("bad_signature");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://h/in\n\"@path\": /x", "https://h/in\rx", "https://h/in\0"})
  void line_break_in_a_url_never_poses_as_a_component(String url) {
    assertThat(verify(url, "\"@target-uri\": " + url, "\"@target-uri\""))
        .isEqualTo("bad_signature");
  }

  /** A message signed by hand over these components, as their lines have them. */
  private static String verify(String url, String lines, String... components) {
    String input = "(" + String.join(" ", components) + ");created=1760000000";
    byte[] base = (lines + "\n\"@signature-params\": " + input).getBytes(UTF_8);
    String mac = Base64.getEncoder().encodeToString(Digests.mac("HmacSHA256", KEY, base));
    HeaderFields fields =
        HeaderFields.of("Signature-Input", "s=" + input, "Signature", "s=:" + mac + ":");
    String required = components[0].replaceFirst("^\"([^\"]*)\"", "$1");
    Verdict verdict =
        SCHEME.verify(
            new SignedRequest("POST", url, fields, "{}".getBytes(UTF_8)),
            Rings.of(Base64.getEncoder().encodeToString(KEY)),
            VerificationSettings.defaults()
                .withProviderConfig(Map.of("required_components", required)),
            NOW);
    return verdict instanceof Verdict.Rejected rejected ? rejected.reason().code() : "accepted";
  }
}

package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that was parsed and written again is told by how its sender's serialiser writes. */
class SerialiserDiagnosisTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final SignatureScheme GITHUB =
      SignatureSchemes.forProvider("github").orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"amount\":10.50,\"total\":100.00,\"rate\":1.0E2,\"big\":12345678901234567890.10}",
        "{\"amount\": 10.50, \"total\": 100.00, \"rate\": 1.0E2, \"lines\": [], \"meta\": {}}",
        "{\n  \"amount\": 10.50,\n  \"lines\": [],\n  \"meta\": {},\n  \"of\": [\n    0.10\n  ]\n}",
        "{\n    \"a\": {\n        \"lines\": [],\n        \"b\": {}\n    }\n}",
        "{\"html\":\"\\u003cb\\u003eA \\u0026 B\\u003c/b\\u003e\",\"amount\":1.00}"
      })
  void money_empty_lists_and_escapes_do_not_hide_it(String signed) {
    String received = signed.replaceAll("(?<=[,:{\\[])\\s+|\\s+(?=[}\\]])", " ");
    String unescaped =
        received.replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u0026", "&");

    assertThat(explained(signed, unescaped.replaceFirst("\\{", "{  ")))
        .isEqualTo("body_reserialised");
  }

  private static String explained(String signed, String received) {
    SignedRequest draft =
        new SignedRequest("POST", "https://a.example/", HeaderFields.of(), signed.getBytes(UTF_8));
    SignedRequest sent =
        GITHUB.signed(draft, SecretText.of("s"), VerificationSettings.defaults(), NOW);
    return ((Verdict.Rejected)
            GITHUB.verify(
                sent.withBody(received.getBytes(UTF_8)),
                Rings.of("s"),
                VerificationSettings.defaults(),
                NOW))
        .diagnosis()
        .code();
  }
}

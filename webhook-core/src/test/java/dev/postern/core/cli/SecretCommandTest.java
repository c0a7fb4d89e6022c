package dev.postern.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line makes up, and what it does not. */
class SecretCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"paypal", "aws-sns"})
  void provider_that_shares_no_secret_gets_none(String provider) {
    assertThat(run("secret", "-p", provider)).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("shares no secret");
  }

  @Test
  void every_other_provider_gets_one_or_a_pair() {
    List<SignatureScheme> others =
        SignatureSchemes.all().stream()
            .filter(scheme -> !List.of("paypal", "aws-sns").contains(scheme.provider()))
            .toList();
    for (SignatureScheme scheme : others) {
      out.getBuffer().setLength(0);

      assertThat(run("secret", "-p", scheme.provider())).as(scheme.provider()).isZero();
      assertThat(out.toString().lines()).as(scheme.provider()).hasSize(scheme.asymmetric() ? 2 : 1);
    }
  }

  private int run(String... arguments) {
    return PosternCommand.commandLine(InstantSource.fixed(Instant.EPOCH))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}

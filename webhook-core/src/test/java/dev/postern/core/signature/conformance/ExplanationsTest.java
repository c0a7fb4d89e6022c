package dev.postern.core.signature.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is refused is explained, in a sentence that gives no secret away. */
class ExplanationsTest {
  private static final List<Vector> ALL = read();

  static Stream<String> providers() {
    return ALL.stream().map(Vector::provider).distinct();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void every_refused_vector_is_explained(String provider) {
    SignatureScheme scheme = SignatureSchemes.forProvider(provider).orElseThrow();
    assertThat(ALL)
        .filteredOn(vector -> vector.provider().equals(provider))
        .allSatisfy(vector -> {
          if (Conformance.verdict(vector, scheme) instanceof Verdict.Rejected refused) {
            assertExplained(vector, refused.diagnosis());
          }
        });
  }

  private static void assertExplained(Vector vector, Diagnosis diagnosis) {
    assertThat(diagnosis.code()).as(vector.id()).matches("[a-z0-9]+(_[a-z0-9]+)*");
    assertThat(diagnosis.sentence()).as(vector.id()).endsWith(".").hasSizeGreaterThan(20);
    vector.secrets().stream()
        .filter(text -> text.length() > 8)
        .forEach(text -> assertThat(diagnosis.sentence()).as(vector.id()).doesNotContain(text));
  }

  private static List<Vector> read() {
    try (InputStream in =
            Objects.requireNonNull(
                ExplanationsTest.class.getResourceAsStream("/vectors/visible.jsonl"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().map(VectorReader::read).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package dev.postern.core.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.conformance.Conformance;
import dev.postern.core.signature.conformance.Vector;
import dev.postern.core.signature.conformance.VectorReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published vector: the verdict, the reason, the event's id and type, the answer. */
class VectorsTest {

  /** Each one is argued for in docs/providers.md. */
  private static final Set<String> DELIBERATE_DEVIATIONS = Set.of();

  private static final List<Vector> ALL = read();

  static Stream<String> providers() {
    return ALL.stream().map(Vector::provider).distinct();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void vectors_come_out_as_published(String provider) {
    assertThat(lines())
        .filteredOn(vector -> vector.provider().equals(provider))
        .filteredOn(vector -> !DELIBERATE_DEVIATIONS.contains(vector.id()))
        .isNotEmpty()
        .allSatisfy(
            vector -> assertThat(Conformance.judge(vector).deviations()).as(vector.id()).isEmpty());
  }

  @Test
  void deliberate_deviations_are_still_deviations() {
    assertThat(lines())
        .filteredOn(vector -> DELIBERATE_DEVIATIONS.contains(vector.id()))
        .hasSameSizeAs(DELIBERATE_DEVIATIONS)
        .allMatch(vector -> !Conformance.judge(vector).passed())
        .noneMatch(vector -> vector.strength() == Vector.Strength.MUST);
  }

  @Test
  void every_vector_of_the_file_is_read() {
    assertThat(lines()).hasSize(904);
  }

  static Stream<Vector> lines() {
    return ALL.stream();
  }

  private static List<Vector> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    VectorsTest.class.getResourceAsStream("/vectors/visible.jsonl")),
                StandardCharsets.UTF_8))) {
      return lines.lines().map(VectorReader::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

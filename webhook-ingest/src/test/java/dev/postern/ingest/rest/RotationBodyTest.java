package dev.postern.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.json.Json;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.JsonBodies;
import dev.postern.ingest.SecretRotation;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An overlap is written as it is for endpoints: as text, in one form. */
class RotationBodyTest {
  @Test
  void an_overlap_is_a_duration_in_words_of_iso_8601() throws IOException {
    assertThat(rotation("{\"overlap\":\"PT2H\"}").overlap()).isEqualTo(Duration.ofHours(2));
    assertThat(rotation("{}").overlap()).isEqualTo(SecretRotation.DEFAULT_OVERLAP);
    assertThat(rotation("{\"overlap\":null}").overlap()).isEqualTo(SecretRotation.DEFAULT_OVERLAP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3600", "3600.5", "\"3600\"", "\"an hour\"", "\"\""})
  void anything_else_is_refused(String overlap) {
    assertThatThrownBy(() -> rotation("{\"overlap\":" + overlap + "}"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(422));
  }

  private static SecretRotation rotation(String body) throws IOException {
    JsonNode tree = Json.mapper().readTree(body);
    return JsonBodies.convert(tree, SourceSecretsResource.Rotation.class).toRotation();
  }
}

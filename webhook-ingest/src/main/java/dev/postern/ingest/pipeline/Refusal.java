package dev.postern.ingest.pipeline;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step said no.
 *
 * @param diagnosis for operators only
 * @param answer what the provider demands in place of a problem
 * @param headers more fields of the answer
 */
public record Refusal(
    RefusalCode code,
    @Nullable String diagnosis,
    Optional<ProviderAnswer> answer,
    HeaderFields headers) {

  static Refusal of(RefusalCode code, String diagnosis) {
    return new Refusal(code, diagnosis, Optional.empty(), HeaderFields.of());
  }
}

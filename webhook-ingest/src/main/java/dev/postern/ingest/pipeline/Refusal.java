package dev.postern.ingest.pipeline;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One step said no.
 *
 * @param diagnosis for operators only; finding it out may cost far more than the refusal, so it is
 *     asked for only when it is recorded
 * @param answer what the provider demands in place of a problem
 * @param headers more fields of the answer
 */
public record Refusal(
    RefusalCode code,
    Supplier<String> diagnosis,
    Optional<ProviderAnswer> answer,
    HeaderFields headers) {

  static Refusal of(RefusalCode code, String diagnosis) {
    return of(code, diagnosis, HeaderFields.of());
  }

  static Refusal of(RefusalCode code, String diagnosis, HeaderFields headers) {
    return new Refusal(code, () -> diagnosis, Optional.empty(), headers);
  }
}

package dev.postern.ingest.receive;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.json.Json;
import dev.postern.core.problem.Problem;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.pipeline.Refusal;
import dev.postern.ingest.pipeline.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What senders are told. Strangers learn a code and nothing else. Pure. */
final class Answers {
  static final String ACCEPTED = "accepted";
  static final String DUPLICATE = "duplicate";
  private static final String PROBLEM = "application/problem+json";
  private static final String RETRY_AFTER_SECONDS = "5";

  private Answers() {}

  /** What became of one event. */
  static ProviderAnswer receipt(int status, Outcomes.Result result) {
    return status == 204 ? ProviderAnswer.empty(204) : json(status, result);
  }

  /** What became of several: the whole, and each in order. */
  static ProviderAnswer receipts(int status, Outcomes.Result whole, List<Outcomes.Result> results) {
    return status == 204
        ? ProviderAnswer.empty(204)
        : json(status, new Receipts(whole.status(), whole.id(), results));
  }

  /** What the source wants to be said in place of a receipt, if anything. */
  static Optional<ProviderAnswer> own(SourceSettings settings) {
    return Optional.ofNullable(settings.successAnswer())
        .map(answer ->
            new ProviderAnswer(
                settings.successStatus(),
                answer.contentType(),
                answer.body().getBytes(StandardCharsets.UTF_8)));
  }

  static ProviderAnswer refused(Refusal refusal) {
    return refusal.answer().orElseGet(() -> problem(refusal.code(), refusal.headers()));
  }

  static ProviderAnswer unknownSource() {
    return problem(RefusalCode.UNKNOWN_SOURCE, HeaderFields.of());
  }

  static ProviderAnswer unavailable() {
    return unavailable(HeaderFields.of());
  }

  /** The same, with a body that is not read to its end. */
  static ProviderAnswer noRoom() {
    return unavailable(HeaderFields.of("Connection", "close"));
  }

  private static ProviderAnswer unavailable(HeaderFields more) {
    return problem(
        Problem.of(503, "unavailable", "Nothing was taken in; send it again shortly."),
        HeaderFields.of("Retry-After", RETRY_AFTER_SECONDS).with(more));
  }

  private static HeaderFields fields(RefusalCode code) {
    return switch (code.status()) {
      // RFC 9110 section 15.5.2 wants a challenge; the credential here is a signature.
      case 401 -> HeaderFields.of("WWW-Authenticate", "Signature realm=\"webhook\"");
      // The rest of the body is not read, so the connection cannot be used again.
      case 408, 413 -> HeaderFields.of("Connection", "close");
      default -> HeaderFields.of();
    };
  }

  static ProviderAnswer problem(RefusalCode code, HeaderFields headers) {
    return problem(
        Problem.of(code.status(), code.word(), code.sentence()), headers.with(fields(code)));
  }

  private static ProviderAnswer problem(Problem problem, HeaderFields headers) {
    return new ProviderAnswer(problem.status(), PROBLEM, bytes(problem), headers);
  }

  private static ProviderAnswer json(int status, Object value) {
    return new ProviderAnswer(status, "application/json", bytes(value));
  }

  private static byte[] bytes(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Answers are always JSON.", e);
    }
  }

  private record Receipts(String status, @Nullable ReceivedId id, List<Outcomes.Result> results) {}
}

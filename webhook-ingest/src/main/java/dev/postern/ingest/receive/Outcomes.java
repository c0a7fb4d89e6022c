package dev.postern.ingest.receive;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.pipeline.RefusalCode;
import dev.postern.ingest.source.LiveSource;
import dev.postern.ingest.store.Receipt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer to a request of one or several events. It is accepted when any event was new, a
 * duplicate when all that could be taken were known, and refused only when none could be. Pure.
 */
final class Outcomes {
  private Outcomes() {}

  /**
   * One event of several, in the words of a single receipt.
   *
   * @param id null for one that was not taken
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(String status, @Nullable ReceivedId id) {}

  /** Whether anything of the request is safe here, now or before. */
  static boolean taken(List<Receipt> receipts) {
    return receipts.stream().anyMatch(receipt -> result(receipt).id() != null);
  }

  static ProviderAnswer answer(LiveSource source, List<Receipt> receipts) {
    Optional<Result> fresh = first(receipts, Answers.ACCEPTED);
    Optional<Result> whole = fresh.or(() -> first(receipts, Answers.DUPLICATE));
    if (whole.isEmpty()) {
      return refused(source, receipts);
    }
    int status = fresh.isPresent() ? source.settings().successStatus() : 200;
    return receipts.size() == 1
        ? Answers.receipt(status, whole.get())
        : Answers.receipts(status, whole.get(), receipts.stream().map(Outcomes::result).toList());
  }

  private static ProviderAnswer refused(LiveSource source, List<Receipt> receipts) {
    if (receipts.stream().anyMatch(Receipt.Replayed.class::isInstance)) {
      return refused(source, RefusalCode.REPLAYED);
    }
    return receipts.stream().anyMatch(Receipt.SecretEnded.class::isInstance)
        ? refused(source, RefusalCode.BAD_SIGNATURE)
        : Answers.unknownSource();
  }

  private static ProviderAnswer refused(LiveSource source, RefusalCode code) {
    return source
        .scheme()
        .refusedAnswer()
        .orElseGet(() -> Answers.problem(code, HeaderFields.of()));
  }

  private static Optional<Result> first(List<Receipt> receipts, String status) {
    return receipts.stream()
        .map(Outcomes::result)
        .filter(result -> result.status().equals(status))
        .findFirst();
  }

  private static Result result(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Stored(ReceivedId id) -> new Result(Answers.ACCEPTED, id);
      case Receipt.Duplicate(ReceivedId first, boolean sameBody) ->
          new Result(Answers.DUPLICATE, first);
      case Receipt.Replayed replayed -> new Result(RefusalCode.REPLAYED.word(), null);
      case Receipt.SecretEnded ended -> new Result(RefusalCode.BAD_SIGNATURE.word(), null);
      case Receipt.SourceGone gone -> new Result(RefusalCode.UNKNOWN_SOURCE.word(), null);
    };
  }
}

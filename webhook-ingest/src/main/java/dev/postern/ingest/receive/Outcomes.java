package dev.postern.ingest.receive;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.pipeline.RefusalCode;
import dev.postern.ingest.store.Receipt;
import java.util.List;
import java.util.stream.Stream;

/**
 * One answer to a request of one or several events. It is accepted when any event was new, a
 * duplicate when all that could be taken were known, and refused only when none could be. Pure.
 */
final class Outcomes {
  private Outcomes() {}

  /** One event of several, in the words of a single receipt. */
  record Result(String status, ReceivedId id) {}

  /** Whether anything of the request is safe here, now or before. */
  static boolean taken(List<Receipt> receipts) {
    return !results(receipts).isEmpty();
  }

  static ProviderAnswer answer(SourceSettings settings, List<Receipt> receipts) {
    List<Result> results = results(receipts);
    if (results.isEmpty()) {
      return receipts.stream().anyMatch(Receipt.Replayed.class::isInstance)
          ? Answers.problem(RefusalCode.REPLAYED, HeaderFields.of())
          : Answers.unknownSource();
    }
    Result first =
        results.stream()
            .filter(result -> result.status().equals(Answers.ACCEPTED))
            .findFirst()
            .orElse(results.getFirst());
    int status = first.status().equals(Answers.ACCEPTED) ? settings.successStatus() : 200;
    return receipts.size() == 1
        ? Answers.receipt(status, first)
        : Answers.receipts(status, first, results);
  }

  private static List<Result> results(List<Receipt> receipts) {
    return receipts.stream().flatMap(Outcomes::result).toList();
  }

  private static Stream<Result> result(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Stored(ReceivedId id) -> Stream.of(new Result(Answers.ACCEPTED, id));
      case Receipt.Duplicate(ReceivedId first, boolean sameBody) ->
          Stream.of(new Result(Answers.DUPLICATE, first));
      case Receipt.Replayed replayed -> Stream.empty();
      case Receipt.SourceGone gone -> Stream.empty();
    };
  }
}

package dev.postern.ingest.receive;

import dev.postern.core.Service;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.commit.GroupCommit;
import dev.postern.ingest.pipeline.Call;
import dev.postern.ingest.pipeline.Judgement;
import dev.postern.ingest.source.LiveSource;
import dev.postern.ingest.store.HeaderColumn;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.Receipt;
import dev.postern.ingest.store.Sha256;
import dev.postern.ingest.store.StorableIdentity;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;

/** Commits what was verified and answers only then. */
@Service
public class Intake {
  private final GroupCommit commit;
  private final AfterCommit after;
  private final InboundCounters counters;
  private final InstantSource time;
  private final IdSource ids;

  @Inject
  public Intake(
      GroupCommit commit,
      AfterCommit after,
      InboundCounters counters,
      InstantSource time,
      IdSource ids) {
    this.commit = commit;
    this.after = after;
    this.counters = counters;
    this.time = time;
    this.ids = ids;
  }

  ProviderAnswer take(LiveSource source, Call call, Judgement.Verified verified) {
    NewReceived row = row(source, call, verified);
    Optional<Receipt> receipt = commit.commit(row);
    if (receipt.isEmpty()) {
      counters.count(source, call, "unavailable");
      return Answers.unavailable();
    }
    return switch (receipt.get()) {
      case Receipt.Stored(ReceivedId id) -> {
        counters.count(source, call, "accepted");
        after.stored(row);
        yield verified
            .answer()
            .or(() -> Answers.own(source.settings()))
            .orElseGet(() -> Answers.accepted(source.settings().successStatus(), id));
      }
      case Receipt.Duplicate(ReceivedId first, boolean sameBody) -> {
        counters.count(source, call, sameBody ? "duplicate" : "duplicate_differing");
        after.repeated(row, first);
        yield verified
            .answer()
            .or(() -> Answers.own(source.settings()))
            .orElseGet(() -> Answers.duplicate(first));
      }
    };
  }

  private NewReceived row(LiveSource source, Call call, Judgement.Verified verified) {
    return new NewReceived(
        new ReceivedId(ids.next()),
        source.tenant(),
        source.id(),
        StorableIdentity.of(verified.identity()),
        time.instant(),
        verified.verifiedBy().orElse(null),
        HeaderColumn.write(call.headers()),
        new NewReceived.Body(verified.body(), Sha256.of(verified.body())),
        after.awaited(source, verified.identity()));
  }
}

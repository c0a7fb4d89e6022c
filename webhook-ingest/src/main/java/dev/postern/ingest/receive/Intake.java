package dev.postern.ingest.receive;

import dev.postern.core.Service;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.batch.EventPart;
import dev.postern.ingest.commit.GroupCommit;
import dev.postern.ingest.pipeline.Call;
import dev.postern.ingest.pipeline.Judgement;
import dev.postern.ingest.pipeline.RefusalCode;
import dev.postern.ingest.source.LiveSource;
import dev.postern.ingest.store.HeaderColumn;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.Receipt;
import dev.postern.ingest.store.Sha256;
import dev.postern.ingest.store.StorableIdentity;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Commits what was verified and answers only then. */
@Service
public class Intake {
  private static final String SECRET_ENDED =
      "bad_signature: It is signed with an older secret, which was ended just before it came.";

  private final GroupCommit commit;
  private final AfterCommit after;
  private final Refusals refusals;
  private final InstantSource time;
  private final IdSource ids;

  @Inject
  public Intake(
      GroupCommit commit, AfterCommit after, Refusals refusals, InstantSource time, IdSource ids) {
    this.commit = commit;
    this.after = after;
    this.refusals = refusals;
    this.time = time;
    this.ids = ids;
  }

  ProviderAnswer take(LiveSource source, Call call, Judgement.Verified verified) {
    List<NewReceived> rows = rows(source, call, verified);
    Optional<List<Receipt>> committed = commit.commit(rows);
    if (committed.isEmpty()) {
      refusals.counters().count(source, call, "unavailable");
      return Answers.unavailable();
    }
    List<Receipt> receipts = committed.get();
    for (int i = 0; i < rows.size(); i++) {
      tell(source, call, rows.get(i), receipts.get(i));
    }
    return verified
        .answer()
        .filter(answer -> Outcomes.taken(receipts))
        .or(() -> Answers.own(source.settings()).filter(answer -> Outcomes.taken(receipts)))
        .orElseGet(() -> Outcomes.answer(source, receipts));
  }

  private void tell(LiveSource source, Call call, NewReceived row, Receipt receipt) {
    switch (receipt) {
      case Receipt.Stored stored -> {
        refusals.counters().count(source, call, "accepted");
        after.stored(row);
      }
      case Receipt.Duplicate(ReceivedId first, boolean sameBody) -> {
        refusals.counters().count(source, call, sameBody ? "duplicate" : "duplicate_differing");
        after.repeated(row, first);
      }
      case Receipt.Replayed(String detail) ->
          refusals.note(source, call, RefusalCode.REPLAYED, detail);
      case Receipt.SecretEnded ended ->
          refusals.note(source, call, RefusalCode.BAD_SIGNATURE, SECRET_ENDED);
      case Receipt.SourceGone gone -> refusals.unknown(call.client());
    }
  }

  private List<NewReceived> rows(LiveSource source, Call call, Judgement.Verified verified) {
    Instant now = time.instant();
    String headers = HeaderColumn.write(call.headers());
    return verified.parts().stream()
        .map(part -> row(source, verified, part, headers, now))
        .toList();
  }

  private NewReceived row(
      LiveSource source, Judgement.Verified verified, EventPart part, String headers, Instant now) {
    return new NewReceived(
        new ReceivedId(ids.next()),
        source.tenant(),
        source.id(),
        StorableIdentity.of(part.identity()),
        now,
        verified.verifiedBy().orElse(null),
        headers,
        // Told apart by what came; kept and shown without a secret that came in it.
        new NewReceived.Body(
            source.scheme().withoutSecret(part.body()), Sha256.of(part.body()), verified.proof()),
        after.awaited(source, part.identity()));
  }
}

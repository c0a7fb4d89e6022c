package dev.postern.ingest.simulate;

import dev.postern.core.Service;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.Stamp;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.batch.EventPart;
import dev.postern.ingest.pipeline.Gate;
import dev.postern.ingest.pipeline.Judgement;
import dev.postern.ingest.source.LiveSource;
import dev.postern.ingest.store.HeaderColumn;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.Receipt;
import dev.postern.ingest.store.ReceivedStore;
import dev.postern.ingest.store.Sha256;
import dev.postern.ingest.store.StorableIdentity;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends requests through the real gate, without its evidence of secrets, and the real deduplicating
 * store, in a transaction that is then rolled back.
 */
@Service
public class Rehearsal {
  private final Gate gate;
  private final ReceivedStore store;
  private final Transactions transactions;
  private final Stamp stamp;

  @Inject
  public Rehearsal(Gate gate, ReceivedStore store, Transactions transactions, Stamp stamp) {
    this.gate = gate.withoutEvidence();
    this.store = store;
    this.transactions = transactions;
    this.stamp = stamp;
  }

  List<Simulation.Verdict> play(LiveSource source, List<PlayedCase> cases) {
    List<Simulation.Verdict> verdicts = new ArrayList<>();
    try {
      transactions.run(() -> {
        cases.forEach(played -> verdicts.add(verdict(source, played)));
        throw new CurtainException();
      });
    } catch (CurtainException rolledBack) {
      return verdicts;
    }
    return verdicts;
  }

  private Simulation.Verdict verdict(LiveSource source, PlayedCase played) {
    return switch (gate.judge(source, played.call(), played.body())) {
      case Judgement.Handshake handshake -> played.came("handshake", null);
      case Judgement.Refused(var refusal) ->
          played.came(refusal.code().word(), refusal.diagnosis().get());
      case Judgement.Verified verified -> taken(source, played, verified);
    };
  }

  private Simulation.Verdict taken(
      LiveSource source, PlayedCase played, Judgement.Verified verified) {
    // The sample is one event; a provider of batches would make one part of it.
    EventPart part = verified.parts().getFirst();
    NewReceived row =
        new NewReceived(
            new ReceivedId(stamp.id()),
            source.tenant(),
            source.id(),
            StorableIdentity.of(part.identity()),
            stamp.now(),
            verified.verifiedBy().orElse(null),
            HeaderColumn.write(played.call().headers()),
            new NewReceived.Body(part.body(), Sha256.of(part.body()), verified.proof()),
            false);
    String derived =
        part.identity().derived()
            ? "the event names no id: its body's hash tells copies apart"
            : null;
    return switch (store.take(List.of(row)).getFirst()) {
      case Receipt.Stored stored -> played.taken("accepted", derived);
      case Receipt.Duplicate duplicate -> played.taken("duplicate", derived);
      case Receipt.Replayed(String detail) -> played.taken("replayed", detail);
      case Receipt.SecretEnded ended -> played.came("bad_signature", null);
      case Receipt.SourceGone gone -> played.came("unknown_source", null);
    };
  }

  /** Ends the play; nothing of it was real. */
  private static final class CurtainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CurtainException() {
      super("the rehearsal is over", null, false, false);
    }
  }
}

package dev.postern.ingest.receive;

import dev.postern.core.Service;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.store.SeldomLog;
import dev.postern.core.store.StoreException;
import dev.postern.ingest.pipeline.BodySource;
import dev.postern.ingest.pipeline.Call;
import dev.postern.ingest.pipeline.Gate;
import dev.postern.ingest.pipeline.Judgement;
import dev.postern.ingest.pipeline.RefusalCode;
import dev.postern.ingest.source.LiveSource;
import dev.postern.ingest.source.SourceDirectory;
import dev.postern.ingest.source.SourceToken;
import jakarta.inject.Inject;
import java.util.Optional;

/** From an arrival to an answer. Knows no servlet. Thread-safe. */
@Service
public class Reception {
  private static final SeldomLog LOG = new SeldomLog(System.getLogger(Reception.class.getName()));

  private final SourceDirectory directory;
  private final Gate gate;
  private final Desk desk;
  private final FrontDoor door;

  @Inject
  public Reception(SourceDirectory directory, Gate gate, Desk desk, FrontDoor door) {
    this.directory = directory;
    this.gate = gate;
    this.desk = desk;
    this.door = door;
  }

  ProviderAnswer answer(Arrival arrival, BodySource body) {
    Optional<LiveSource> source;
    try {
      source = door.open() ? find(arrival) : Optional.empty();
    } catch (StoreException away) {
      LOG.warn("ingest_store_unavailable", away);
      desk.refusals().counters().count(Sighting.UNAVAILABLE);
      return Answers.unavailable();
    }
    Call call = door.call(arrival);
    if (source.isEmpty()) {
      desk.refusals().unknown(call.client());
      return Answers.unknownSource();
    }
    try {
      return answer(source.get(), call, body);
    } catch (StoreException away) {
      LOG.warn("ingest_store_unavailable", away);
      desk.refusals().counters().count(source.get(), call, Sighting.UNAVAILABLE);
      return Answers.unavailable();
    } catch (BodyRoom.FullException full) {
      LOG.warn("ingest_bodies_full", full);
      desk.refusals().counters().count(source.get(), call, Sighting.UNAVAILABLE);
      return Answers.noRoom();
    }
  }

  private Optional<LiveSource> find(Arrival arrival) {
    return SourceToken.parse(arrival.token()).flatMap(directory::find);
  }

  private ProviderAnswer answer(LiveSource source, Call call, BodySource body) {
    if (!source.enabled()) {
      desk.refusals().note(source, call, RefusalCode.UNKNOWN_SOURCE, "the source is disabled");
      return Answers.unknownSource();
    }
    if (door.paused(source) && !gate.closed(source)) {
      desk.refusals().counters().count(source, call, Sighting.PAUSED);
      return Answers.unavailable();
    }
    return switch (gate.judge(source, call, body)) {
      case Judgement.Handshake(ProviderAnswer answer) ->
          desk.handshakes().answer(source, call, answer);
      case Judgement.Verified verified -> desk.intake().take(source, call, verified);
      case Judgement.Refused(var refusal) -> {
        desk.refusals().note(source, call, refusal.code(), refusal.diagnosis());
        yield Answers.refused(refusal);
      }
    };
  }
}

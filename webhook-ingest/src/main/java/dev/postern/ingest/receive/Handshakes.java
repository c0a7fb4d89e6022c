package dev.postern.ingest.receive;

import dev.postern.core.Service;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.certificate.Confirmations;
import dev.postern.ingest.pipeline.Call;
import dev.postern.ingest.source.LiveSource;
import jakarta.inject.Inject;

/** Answers a provider's question; where the provider wants to be visited, only after the visit. */
@Service
public class Handshakes {
  private final Confirmations confirmations;
  private final InboundCounters counters;

  @Inject
  public Handshakes(Confirmations confirmations, InboundCounters counters) {
    this.confirmations = confirmations;
    this.counters = counters;
  }

  ProviderAnswer answer(LiveSource source, Call call, ProviderAnswer wanted) {
    if (wanted.confirmation().isPresent() && !confirmations.visit(wanted.confirmation().get())) {
      counters.count(source, call, "unavailable");
      return Answers.unavailable();
    }
    counters.count(source, call, "handshake");
    return wanted;
  }
}

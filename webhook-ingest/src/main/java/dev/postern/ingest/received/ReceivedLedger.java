package dev.postern.ingest.received;

import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.HandoverOutcome;
import dev.postern.ingest.ReceivedQuery;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.ReceivedWebhooks;
import dev.postern.ingest.handover.Handover;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The webhooks on record. */
@Service
public class ReceivedLedger implements ReceivedWebhooks {
  private final ReceivedReads reads;
  private final Handover handover;
  private final Transactions transactions;
  private final AuditTrail trail;

  @Inject
  public ReceivedLedger(
      ReceivedReads reads, Handover handover, Transactions transactions, AuditTrail trail) {
    this.reads = reads;
    this.handover = handover;
    this.transactions = transactions;
    this.trail = trail;
  }

  @Override
  public Page<ReceivedWebhook> list(TenantId tenant, ReceivedQuery query, PageRequest page) {
    return page.page(reads.list(tenant, query, page), webhook -> webhook.id().uuid());
  }

  @Override
  public Optional<ReceivedWebhook> find(TenantId tenant, ReceivedId id) {
    return reads.find(tenant, id);
  }

  @Override
  public List<HandoverOutcome> outcomes(TenantId tenant, ReceivedId id) {
    require(tenant, id);
    return handover.outcomes(tenant, id);
  }

  @Override
  public ReceivedWebhook reprocess(TenantId tenant, ReceivedId id) {
    return transactions.required(() -> {
      ReceivedWebhook webhook = require(tenant, id);
      handover.again(tenant, webhook.source(), id);
      trail.record(tenant, Change.of("received.reprocessed", "received", id));
      return require(tenant, id);
    });
  }

  private ReceivedWebhook require(TenantId tenant, ReceivedId id) {
    return reads
        .find(tenant, id)
        .orElseThrow(() -> ProblemException.notFound("The received webhook"));
  }
}

package dev.postern.outbound.publish;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.Problem;
import dev.postern.outbound.eventtype.EventSchemas;
import jakarta.inject.Inject;
import java.util.Optional;

/** Whether a draft may be published: by the contract, then by what its type says. */
@Service
class Admission {
  private final EventSchemas schemas;

  @Inject
  Admission(EventSchemas schemas) {
    this.schemas = schemas;
  }

  Optional<Problem> problem(TenantId tenant, EventDraft draft, int mostDataBytes) {
    Optional<Problem> problem = DraftCheck.problem(draft, mostDataBytes);
    return problem.isPresent()
        ? problem
        : schemas.problem(tenant, draft.type(), draft.data().text());
  }
}

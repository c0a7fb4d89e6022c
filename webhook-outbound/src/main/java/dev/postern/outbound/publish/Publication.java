package dev.postern.outbound.publish;

import dev.postern.core.id.EventId;
import dev.postern.core.problem.Problem;

/** What became of one draft. */
public sealed interface Publication {

  /** Event and deliveries are in the transaction. */
  record Accepted(EventId id, int deliveries) implements Publication {}

  /** Its external id was published before, as this event; nothing changed. */
  record Duplicate(EventId id) implements Publication {}

  /** It is not an event of the contract; nothing changed. */
  record Refused(Problem problem) implements Publication {}
}

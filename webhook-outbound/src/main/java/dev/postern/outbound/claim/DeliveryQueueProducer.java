package dev.postern.outbound.claim;

import dev.postern.core.pause.PauseBoard;
import dev.postern.core.store.Database;
import dev.postern.core.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The queue in the form that the node's database speaks best. */
@ApplicationScoped
public class DeliveryQueueProducer {
  @Produces
  @Singleton
  DeliveryQueue stoppable(Database database, Transactions transactions, PauseBoard pauses) {
    return new StoppableQueue(queue(database, transactions), pauses::stopsSending);
  }

  /** For use outside a container: nobody stops it as a whole. */
  public DeliveryQueue queue(Database database, Transactions transactions) {
    PacedClaims paced = new PacedClaims(database, transactions);
    return switch (database.dialect()) {
      case POSTGRESQL -> new PostgresDeliveryQueue(database, transactions, paced);
      case H2 -> new PortableDeliveryQueue(database, transactions, paced);
    };
  }
}

package dev.postern.ingest.store;

import dev.postern.core.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The store in the form that fits the database. */
@ApplicationScoped
public class ReceivedStoreProducer {
  @Produces
  @Singleton
  ReceivedStore receivedStore(Database database) {
    return of(database);
  }

  public static ReceivedStore of(Database database) {
    return new SqlReceivedStore(
        switch (database.dialect()) {
          case H2 -> new PortableReceivedSql(database);
          case POSTGRESQL -> new PostgresReceivedSql(database);
        });
  }
}

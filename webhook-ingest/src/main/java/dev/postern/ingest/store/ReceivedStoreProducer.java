package dev.postern.ingest.store;

import dev.postern.core.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The store in the form that fits the database. */
@ApplicationScoped
public class ReceivedStoreProducer {
  /**
   * The requests of a batch have long been told to come again by then; a writer that waited on
   * would hold up those of all who come after, even once the database is back.
   */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  @Produces
  @Singleton
  ReceivedStore receivedStore(Database database) {
    return of(database);
  }

  public static ReceivedStore of(Database database) {
    return new SqlReceivedStore(
        switch (database.dialect()) {
          case H2 -> new PortableReceivedSql(database);
          case POSTGRESQL -> new PostgresReceivedSql(database.within(SILENCE));
        });
  }
}

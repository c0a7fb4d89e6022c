package dev.postern.core.store;

import dev.postern.core.Service;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Hands the container's database to the stores, migrated before anybody can use it. */
@Service
public class DatabaseProducer {
  private final DatabaseConnector connector;
  private final Instance<ModuleSchema> schemas;

  @Inject
  DatabaseProducer(DatabaseConnector connector, @Any Instance<ModuleSchema> schemas) {
    this.connector = connector;
    this.schemas = schemas;
  }

  @Produces
  @Singleton
  Database database() {
    Database database = connector.connect();
    Migrations.run(connector.source(), database.dialect(), "core");
    schemas.stream()
        .map(ModuleSchema::folder)
        .sorted()
        .forEach(folder -> Migrations.run(connector.source(), database.dialect(), folder));
    return database;
  }
}

package dev.postern.core.store;

import dev.postern.core.Service;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Hands the container's database to the stores, migrated before anybody can use it. */
@Service
public class DatabaseProducer {
  private final DatabaseConnector connector;
  private final Instance<ModuleSchema> schemas;
  private final InstantSource time;
  private final ScheduledExecutorService scheduler;

  @Inject
  DatabaseProducer(
      DatabaseConnector connector,
      @Any Instance<ModuleSchema> schemas,
      InstantSource time,
      ScheduledExecutorService scheduler) {
    this.connector = connector;
    this.schemas = schemas;
    this.time = time;
    this.scheduler = scheduler;
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
    Partitions partitions = new Partitions(database);
    List<String> tables = schemas.stream().flatMap(s -> s.partitionedTables().stream()).toList();
    partitions.ensure(tables, time.instant());
    database.secureRows();
    GoneClients.lookFor(database);
    scheduler.scheduleWithFixedDelay(
        () -> partitions.ensure(tables, time.instant()), 1, 1, TimeUnit.DAYS);
    scheduler.scheduleWithFixedDelay(database::mendRows, 1, 1, TimeUnit.MINUTES);
    return database;
  }
}

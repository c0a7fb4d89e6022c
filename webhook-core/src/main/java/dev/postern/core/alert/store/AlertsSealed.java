package dev.postern.core.alert.store;

import dev.postern.core.alert.AlertVault;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.store.Database;
import dev.postern.core.vault.SealedValues;
import dev.postern.core.vault.store.SealedColumn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Where channels lead, for a rotation of the key that seals it. */
@ApplicationScoped
public class AlertsSealed {
  @Produces
  @Singleton
  public SealedValues column(Database database) {
    return new SealedColumn(
        database,
        "select id, sealed from alert_channel where id > ? order by id limit ?",
        "update alert_channel set sealed = ? where id = ? and sealed = ?",
        row -> AlertVault.context(row.id("id", AlertChannelId::new)));
  }
}

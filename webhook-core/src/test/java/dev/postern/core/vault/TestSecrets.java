package dev.postern.core.vault;

import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.Stamp;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.store.SecretStore;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Real secrets over a test's database with core's tables, under a fixed master key. */
public record TestSecrets(Vault vault, Secrets secrets, SecretEvidence evidence, AuditTrail trail) {

  /** For tests whose evidence nobody writes. */
  public static TestSecrets over(TestDatabase database, InstantSource time, IdSource ids) {
    return over(database, time, ids, Executors.newSingleThreadScheduledExecutor());
  }

  public static TestSecrets over(
      TestDatabase database, InstantSource time, IdSource ids, ScheduledExecutorService timer) {
    SecretStore store = new SecretStore(database.database());
    Vault vault = TestVault.over(database.database());
    Stamp stamp = new Stamp(ids, time);
    AuditTrail trail =
        new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp);
    return new TestSecrets(
        vault,
        new Secrets(store, vault, database.transactions(), trail, stamp),
        new SecretEvidence(store.uses(), store, time, timer),
        trail);
  }

  /** Writes what was counted, as the timer would within a second. */
  public void flush() {
    evidence.flush();
  }
}

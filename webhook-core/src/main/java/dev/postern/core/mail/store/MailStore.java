package dev.postern.core.mail.store;

import dev.postern.core.Service;
import dev.postern.core.store.Database;
import dev.postern.core.store.Transactions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Reads and writes {@code mail_message}. */
@Service
public class MailStore {
  private final Database database;
  private final Transactions transactions;

  @Inject
  public MailStore(Database database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  public void insert(UUID id, String recipient, byte[] sealed, Instant now) {
    database.update(
        """
        insert into mail_message (id, recipient, sealed, attempts, next_at, created_at)
        values (?, ?, ?, 0, ?, ?)
        """,
        id,
        recipient,
        sealed,
        now,
        now);
  }

  /** One letter that is due, held for {@code hold}; nobody else gets it meanwhile. */
  public Optional<WaitingLetter> take(Instant now, Duration hold) {
    return transactions.required(() -> {
      Optional<WaitingLetter> due =
          database.queryOne(
              """
              select id, sealed, attempts, created_at from mail_message where next_at <= ?
              order by next_at limit 1 for update skip locked
              """,
              row ->
                  new WaitingLetter(
                      row.uuid("id"),
                      row.bytes("sealed"),
                      row.integer("attempts") + 1,
                      row.instant("created_at")),
              now);
      due.ifPresent(letter ->
          database.update(
              "update mail_message set attempts = ?, next_at = ? where id = ?",
              letter.attempts(),
              now.plus(hold),
              letter.id()));
      return due;
    });
  }

  public void later(UUID id, Instant at) {
    database.update("update mail_message set next_at = ? where id = ?", at, id);
  }

  public void delete(UUID id) {
    database.update("delete from mail_message where id = ?", id);
  }
}

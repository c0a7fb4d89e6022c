package dev.postern.core.access.throttle;

import dev.postern.core.Service;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Reads and writes {@code login_throttle}. */
@Service
class ThrottleStore {
  private final Database database;

  @Inject
  ThrottleStore(Database database) {
    this.database = database;
  }

  Optional<Backoff.Failures> find(String subject) {
    return database.queryOne(
        "select failures, last_failure_at from login_throttle where subject = ?",
        row -> new Backoff.Failures(row.integer("failures"), row.instant("last_failure_at")),
        subject);
  }

  /** One more failure, counted from one again when the last was before {@code forgotten}. */
  void failed(String subject, Instant now, Instant forgotten) {
    int known =
        database.update(
            """
            update login_throttle
            set failures = case when last_failure_at < ? then 1 else failures + 1 end,
                last_failure_at = ?
            where subject = ?
            """,
            forgotten,
            now,
            subject);
    if (known == 0
        && database.update(
                """
                insert into login_throttle (subject, failures, last_failure_at) values (?, 1, ?)
                on conflict do nothing
                """,
                subject,
                now)
            == 0) {
      failed(subject, now, forgotten);
    }
  }

  void forget(String subject) {
    database.update("delete from login_throttle where subject = ?", subject);
  }

  void forgetBefore(Instant instant) {
    database.update("delete from login_throttle where last_failure_at < ?", instant);
  }
}

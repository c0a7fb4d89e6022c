package dev.postern.core.access.throttle;

import dev.postern.core.Service;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
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

  /** What is known of one subject, with its name. */
  record Found(String subject, Backoff.Failures failures) {}

  /** Subjects whose names begin so, with more failures than that, the last after {@code after}. */
  List<Found> after(String prefix, int free, Instant after) {
    return database.query(
        """
        select subject, failures, last_failure_at from login_throttle
        where subject like ? and failures > ? and last_failure_at > ?
        order by last_failure_at desc, subject limit 500
        """,
        row ->
            new Found(
                row.text("subject"),
                new Backoff.Failures(row.integer("failures"), row.instant("last_failure_at"))),
        prefix + "%",
        free,
        after);
  }

  /**
   * False when somebody else changed it since {@code known} was read. By the time too: whoever
   * begins anew after a pause may well leave the number that was there.
   */
  boolean replace(String subject, Optional<Backoff.Failures> known, Backoff.Failures next) {
    return known.isPresent()
        ? database.update(
                """
                update login_throttle set failures = ?, last_failure_at = ?
                where subject = ? and failures = ? and last_failure_at = ?
                """,
                next.count(),
                next.last(),
                subject,
                known.get().count(),
                known.get().last())
            == 1
        : database.update(
                """
                insert into login_throttle (subject, failures, last_failure_at) values (?, ?, ?)
                on conflict do nothing
                """,
                subject,
                next.count(),
                next.last())
            == 1;
  }

  /** One less; with nobody counted since, as it was {@code before}. */
  void takeBack(String subject, Optional<Backoff.Failures> before) {
    boolean alone =
        before.isPresent()
            ? database.update(
                    """
                    update login_throttle set failures = ?, last_failure_at = ?
                    where subject = ? and failures = ?
                    """,
                    before.get().count(),
                    before.get().last(),
                    subject,
                    before.get().count() + 1)
                == 1
            : database.update(
                    "delete from login_throttle where subject = ? and failures = 1", subject)
                == 1;
    if (!alone) {
      int unused =
          database.update(
              """
              update login_throttle set failures = failures - 1
              where subject = ? and failures > 1
              """,
              subject);
    }
  }

  /**
   * One more, unless there were {@code most} already and the last was not before {@code forgotten}:
   * what is turned away is not counted, or asking on and on would keep the owner out for ever.
   */
  boolean admit(String subject, int most, Instant now, Instant forgotten) {
    return database.update(
                """
                update login_throttle
                set failures = case when last_failure_at < ? then 1 else failures + 1 end,
                    last_failure_at = ?
                where subject = ? and (failures < ? or last_failure_at < ?)
                """,
                forgotten,
                now,
                subject,
                most,
                forgotten)
            == 1
        || database.update(
                """
                insert into login_throttle (subject, failures, last_failure_at) values (?, 1, ?)
                on conflict do nothing
                """,
                subject,
                now)
            == 1;
  }

  void forget(String subject) {
    database.update("delete from login_throttle where subject = ?", subject);
  }

  void forgetBefore(Instant instant) {
    database.update("delete from login_throttle where last_failure_at < ?", instant);
  }
}

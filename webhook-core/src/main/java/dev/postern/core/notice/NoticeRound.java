package dev.postern.core.notice;

import dev.postern.core.audit.Acting;
import dev.postern.core.store.Transactions;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps the notices of one kind true by looking at everything of it in rounds: what is there is
 * told, what has gone is over. Any number of nodes may do it at once. A round never throws, because
 * a timer that throws is never run again.
 */
public final class NoticeRound implements Runnable {
  private static final System.Logger LOG = System.getLogger(NoticeRound.class.getName());

  private final String kind;
  private final Notices notices;
  private final Transactions transactions;
  private final Supplier<List<Notice>> look;

  /**
   * @param look all that goes on of that kind now
   */
  public NoticeRound(
      String kind, Notices notices, Transactions transactions, Supplier<List<Notice>> look) {
    this.kind = kind;
    this.notices = notices;
    this.transactions = transactions;
    this.look = look;
  }

  @Override
  public void run() {
    try {
      Acting.machine(
          "watch",
          () -> {
            List<Notice> present = look.get();
            transactions.run(() -> notices.keep(kind, present));
            return present.size();
          });
    } catch (RuntimeException away) {
      LOG.log(System.Logger.Level.WARNING, "notice_round_failed kind=" + kind, away);
    }
  }
}

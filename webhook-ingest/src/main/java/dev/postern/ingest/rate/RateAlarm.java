package dev.postern.ingest.rate;

import dev.postern.core.Service;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.Notices;
import dev.postern.core.store.SeldomLog;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * Tells people when nodes can no longer share their counts, and when they can again. The trouble is
 * mostly the very database that keeps notices: then they are told as soon as it is back. Called by
 * one thread.
 */
@Service
public class RateAlarm {
  static final String KIND = "ingest.rate_limits_unshared";
  static final int ROUNDS = 3;
  private static final SeldomLog LOG = new SeldomLog(System.getLogger(RateAlarm.class.getName()));

  private final Notices notices;
  private int failed;
  private boolean told;

  @Inject
  public RateAlarm(Notices notices) {
    this.notices = notices;
  }

  void unshared() {
    failed++;
    if (failed >= ROUNDS && !told) {
      told = raised();
    }
  }

  void shared() {
    if (failed >= ROUNDS && (told || raised())) {
      notices.resolve(null, KIND);
    }
    failed = 0;
    told = false;
  }

  private boolean raised() {
    try {
      notices.raise(
          new Notice(
              null,
              KIND,
              Notice.Severity.WARNING,
              KIND,
              "Nodes cannot share request counts: rate limits hold for each node alone, so a client"
                  + " may get as many times its limit as there are nodes.",
              Map.of()));
      return true;
    } catch (RuntimeException away) {
      LOG.warn("notice_not_raised kind=" + KIND, away);
      return false;
    }
  }
}

package dev.postern.ingest.rate;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.id.IdSource;
import dev.postern.core.store.SeldomLog;
import dev.postern.core.store.StoreException;
import dev.postern.core.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells the other nodes what this one counted and hears what they did, once a second. While the
 * store is away every node goes on limiting by what it sees itself, and people are told.
 */
@Service
public class RateExchange {
  private static final int AT_ONCE = 5_000;
  private static final int HEARD_SECONDS = 5;
  private static final int ROUNDS_BETWEEN_CLEANING = 60;
  private static final System.Logger LOG = System.getLogger(RateExchange.class.getName());
  private static final SeldomLog AWAY = new SeldomLog(LOG);

  private final SharedRequestRates rates;
  private final RateStore store;
  private final Transactions transactions;
  private final RateAlarm alarm;
  private final InstantSource time;
  private final UUID node;
  private int rounds;

  @Inject
  RateExchange(
      SharedRequestRates rates,
      RateRooms rooms,
      Transactions transactions,
      InstantSource time,
      IdSource ids) {
    this.rates = rates;
    this.store = rooms.store();
    this.alarm = rooms.alarm();
    this.transactions = transactions;
    this.time = time;
    this.node = ids.next();
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      PlatformConfig config,
      ScheduledExecutorService scheduler) {
    if (config.roles().contains(PlatformConfig.NodeRole.INGEST)) {
      scheduler.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
    }
  }

  /** One exchange; never throws. */
  void round() {
    List<RateCount> news = rates.news(AT_ONCE);
    try {
      Instant now = time.instant();
      if (!news.isEmpty()) {
        transactions.run(() -> store.tell(node, news));
      }
      rates.learn(store.heard(node, HEARD_SECONDS), now);
      if (++rounds % ROUNDS_BETWEEN_CLEANING == 0) {
        store.forget(now);
      }
      alarm.shared();
    } catch (StoreException away) {
      AWAY.warn("request_rates_not_shared", away);
      alarm.unshared();
    } catch (RuntimeException broken) {
      LOG.log(System.Logger.Level.ERROR, "request_rates_exchange_failed", broken);
      alarm.unshared();
    }
  }
}

package dev.postern.ingest.deny;

import dev.postern.core.Service;
import dev.postern.core.audit.Acting;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.fetch.FetchRequest;
import dev.postern.core.fetch.Fetched;
import dev.postern.core.fetch.GuardedHttp;
import dev.postern.core.id.DenyListId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.DenyList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Fetches lists when they are due, one node each: in a round one of each tenant's, the one that
 * waits longest, and {@value #LANES} at a time, so that nobody's slow feeds hold up others'.
 * Whatever goes wrong, the last good copy stays in force; after the third failure in a row people
 * are told.
 */
@Service
public class DenyListFetcher {
  private static final System.Logger LOG = System.getLogger(DenyListFetcher.class.getName());
  static final String KIND = "deny_list.not_refreshed";
  static final int MAX_BYTES = 8 * 1024 * 1024;
  static final int LANES = 4;
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final Duration RETRY = Duration.ofMinutes(5);
  private static final int TOLD_AFTER = 3;

  private final DenyListStore store;
  private final GuardedHttp http;
  private final Notices notices;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final Stamp stamp;
  private final ExecutorService executor;

  @Inject
  public DenyListFetcher(
      DenyListStore store,
      GuardedHttp http,
      Notices notices,
      AuditTrail audit,
      Transactions transactions,
      Stamp stamp,
      ExecutorService executor) {
    this.store = store;
    this.http = http;
    this.notices = notices;
    this.audit = audit;
    this.transactions = transactions;
    this.stamp = stamp;
    this.executor = executor;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService scheduler) {
    scheduler.scheduleWithFixedDelay(this::round, 20, 5, TimeUnit.SECONDS);
    scheduler.scheduleWithFixedDelay(this::endOfUnfetched, 60, 60, TimeUnit.SECONDS);
  }

  void round() {
    try {
      Map<TenantId, DenyList> next = new LinkedHashMap<>();
      store.due(stamp.now()).forEach(list -> next.putIfAbsent(list.tenant(), list));
      Queue<DenyList> waiting = new ConcurrentLinkedQueue<>(next.values());
      CompletableFuture.allOf(
              IntStream.range(0, Math.min(LANES, waiting.size()))
                  .mapToObj(lane -> CompletableFuture.runAsync(() -> fetchAll(waiting), executor))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (RuntimeException away) {
      // A timer that throws is never run again.
      LOG.log(System.Logger.Level.WARNING, "deny_list_round_failed", away);
    }
  }

  /** What is deleted, disabled or imported by hand now is not waited for any longer. */
  void endOfUnfetched() {
    try {
      for (RaisedNotice open : notices.open(KIND)) {
        if (!fetched(open)) {
          Acting.machine(
              "guard",
              () -> {
                notices.resolve(open.tenant(), open.incident());
                return true;
              });
        }
      }
    } catch (RuntimeException away) {
      LOG.log(System.Logger.Level.WARNING, "deny_list_notices_failed", away);
    }
  }

  private boolean fetched(RaisedNotice open) {
    TenantId tenant = Objects.requireNonNull(open.tenant());
    return DenyListId.parse(open.details().getOrDefault("deny_list_id", ""))
        .flatMap(list -> store.find(tenant, list))
        .filter(list -> list.edit().enabled() && list.edit().url() != null)
        .isPresent();
  }

  private void fetchAll(Queue<DenyList> waiting) {
    for (DenyList list = waiting.poll(); list != null; list = waiting.poll()) {
      DenyList due = list;
      Boolean unused = Acting.machine("guard", () -> fetchClaimed(due));
    }
  }

  private boolean fetchClaimed(DenyList list) {
    boolean ours = store.claim(list, stamp.now().plusSeconds(list.edit().refreshSeconds()));
    if (ours) {
      fetch(list);
    }
    return ours;
  }

  private void fetch(DenyList list) {
    String url = Objects.requireNonNull(list.edit().url());
    switch (http.fetch(FetchRequest.get(url).within(TIME, MAX_BYTES))) {
      case Fetched.Answered answered when answered.status() == 200 ->
          take(list, new String(answered.body(), StandardCharsets.UTF_8));
      case Fetched.Answered answered -> failed(list, "The answer was " + answered.status() + ".");
      case Fetched.TooLarge large -> failed(list, "The answer is over " + MAX_BYTES + " bytes.");
      case Fetched.Refused refused -> failed(list, refused.detail());
      case Fetched.Failed failed -> failed(list, failed.detail());
    }
  }

  private void take(DenyList list, String text) {
    FeedText.Parsed parsed = FeedText.parse(text);
    if (parsed.networks().isEmpty()) {
      failed(list, "No line of it is a network.");
    } else if (parsed.full()) {
      failed(list, "It names more than " + FeedText.MAX_ENTRIES + " networks.");
    } else {
      transactions.run(() -> {
        boolean same = store.ranges(list.id()).equals(parsed.networks());
        if (store.fetched(list, parsed, stamp.id(), stamp.now())) {
          notices.resolve(list.tenant(), incident(list));
          if (!same) {
            record(list);
          }
        }
      });
    }
  }

  /** Only what changes who is refused: a feed is fetched many times and is mostly the same. */
  private void record(DenyList before) {
    store
        .find(before.tenant(), before.id())
        .ifPresent(after ->
            audit.record(
                before.tenant(),
                Change.of("deny_list.imported", "deny_list", before.id())
                    .from(before.contents())
                    .to(after.contents())));
  }

  private void failed(DenyList list, String why) {
    transactions.run(() -> {
      Duration wait = Duration.ofSeconds(Math.min(list.edit().refreshSeconds(), RETRY.toSeconds()));
      int failures = store.failed(list, why, stamp.now().plus(wait));
      if (failures >= TOLD_AFTER) {
        notices.raise(
            new Notice(
                list.tenant(),
                KIND,
                Notice.Severity.WARNING,
                incident(list),
                "The deny list \""
                    + list.edit().name()
                    + "\" could not be fetched "
                    + failures
                    + " times in a row; its last good copy stays in force. "
                    + why,
                Map.of("deny_list_id", list.id().toString())));
      }
    });
  }

  private static String incident(DenyList list) {
    return KIND + ":" + list.id();
  }
}

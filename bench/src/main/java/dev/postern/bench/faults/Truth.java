package dev.postern.bench.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was promised, what came, and what was on its way when something broke. Thread-safe. */
final class Truth {
  private static final int MOST_KEPT = 10_000;

  /**
   * An event told 2xx.
   *
   * @param id what it was called in the answer
   * @param endpoints that are to get it
   */
  record Promise(String number, String id, Set<String> endpoints, long begun) {}

  /** Times are {@code System.nanoTime()}. */
  static final class Arrival {
    private final String number;
    private final String endpoint;
    private final String fields;
    private final String body;
    private final long at;
    private volatile long answeredAt;
    private volatile int status;

    private Arrival(String endpoint, String fields, String body, long at) {
      this.number = Text.number(body);
      this.endpoint = endpoint;
      this.fields = fields;
      // A body is needed for its signature only, and the large ones are not asked for that.
      this.body = body.length() > MOST_KEPT ? "" : body;
      this.at = at;
    }

    void answered(int newStatus) {
      answeredAt = System.nanoTime();
      status = newStatus;
    }

    String number() {
      return number;
    }

    String endpoint() {
      return endpoint;
    }

    String webhookId() {
      return field("webhook-id");
    }

    String field(String name) {
      return Text.field(fields, name);
    }

    /** Whether one of its signatures is that secret's. */
    boolean signedBy(String secret) {
      return StandardSignature.of(secret, webhookId(), field("webhook-timestamp"), body)
          .isAmong(field("webhook-signature"));
    }

    long at() {
      return at;
    }

    /** 0: not yet. */
    long answeredAt() {
      return answeredAt;
    }

    boolean accepted() {
      return status / 100 == 2;
    }

    /** The sender knew before that moment that it has to come again. */
    private boolean refusedBefore(long moment) {
      return answeredAt != 0 && !accepted() && answeredAt < moment;
    }
  }

  /**
   * @param over recovery is counted from then; the same moment unless it lasted
   * @param leases by {@code webhook-id} when it began; empty texts where they are not known
   * @param repeatable by {@code webhook-id}: until when it may come once more
   */
  record Fault(long at, long over, Map<String, String> leases, Map<String, Long> repeatable) {
    Set<String> inFlight() {
      return leases.keySet();
    }

    boolean excuses(Arrival repeat) {
      Long until = repeatable.get(repeat.webhookId());
      return until != null && repeat.at() <= until;
    }
  }

  private record Key(String number, String endpoint) {}

  private final ConcurrentMap<String, Promise> promises = new ConcurrentHashMap<>();
  private final ConcurrentMap<Key, ConcurrentLinkedQueue<Arrival>> arrivals =
      new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();

  void promised(Promise promise) {
    promises.put(promise.number(), promise);
  }

  Arrival arrived(String endpoint, String fields, String body, long at) {
    Arrival arrival = new Arrival(endpoint, fields, body, at);
    arrivals
        .computeIfAbsent(new Key(arrival.number(), endpoint), none -> new ConcurrentLinkedQueue<>())
        .add(arrival);
    return arrival;
  }

  void fault(long at, Set<String> inFlight) {
    fault(at, inFlight.stream().collect(Collectors.toMap(id -> id, id -> "")));
  }

  void fault(long at, Map<String, String> leases) {
    fault(
        new Fault(
            at,
            at,
            leases,
            leases.keySet().stream().collect(Collectors.toMap(id -> id, id -> Long.MAX_VALUE))));
  }

  void fault(Fault fault) {
    faults.add(fault);
  }

  /**
   * The fault that the sending of that arrival had to recover from: the first one at which it was
   * under the lease that it had at the last one before. A lease outlives whoever held it, and is
   * then still there at the next fault.
   */
  Optional<Fault> recoveredFrom(Arrival arrival) {
    String id = arrival.webhookId();
    Fault begun = null;
    for (Fault fault : faults) {
      String lease = fault.at() < arrival.at() ? fault.leases().get(id) : null;
      if (lease != null && (begun == null || !lease.equals(begun.leases().get(id)))) {
        begun = fault;
      }
    }
    return Optional.ofNullable(begun);
  }

  Map<String, Promise> promises() {
    return promises;
  }

  Stream<Arrival> arrivals() {
    return arrivals.values().stream().flatMap(ConcurrentLinkedQueue::stream);
  }

  List<Arrival> arrivals(String number, String endpoint) {
    ConcurrentLinkedQueue<Arrival> known = arrivals.get(new Key(number, endpoint));
    return known == null
        ? List.of()
        : known.stream().sorted(Comparator.comparingLong(Arrival::at)).toList();
  }

  /** On their way at that receiver: not answered yet. */
  long unanswered() {
    return arrivals().filter(it -> it.answeredAt() == 0).count();
  }

  List<Fault> faults() {
    return List.copyOf(faults);
  }

  /** Promised and never taken by an endpoint that was to get it. */
  List<String> missing() {
    return promises.values().stream()
        .flatMap(promise -> promise.endpoints().stream().map(e -> new Key(promise.number(), e)))
        .filter(key -> arrivals(key.number(), key.endpoint()).stream().noneMatch(Arrival::accepted))
        .map(Key::toString)
        .toList();
  }

  /** Every {@code webhook-id} that was seen since that moment. */
  Set<String> since(long moment) {
    Set<String> ids = new HashSet<>();
    arrivals().filter(it -> it.at() >= moment).forEach(it -> ids.add(it.webhookId()));
    return ids;
  }

  /** The most requests that were at an endpoint at once, from that moment on. */
  int mostTogether(String endpoint, long from) {
    TreeMap<Long, Integer> changes = new TreeMap<>();
    arrivals()
        .filter(it -> it.endpoint().equals(endpoint) && it.at() > from)
        .forEach(it -> {
          changes.merge(it.at(), 1, Integer::sum);
          changes.merge(it.answeredAt() == 0 ? Long.MAX_VALUE : it.answeredAt(), -1, Integer::sum);
        });
    int now = 0;
    int most = 0;
    for (int change : changes.values()) {
      now += change;
      most = Math.max(most, now);
    }
    return most;
  }

  /** Those that the publisher numbered; batches are only counted. */
  private List<Key> numbered() {
    return arrivals.keySet().stream().filter(key -> !key.number().isEmpty()).toList();
  }

  /** Came although an earlier copy was taken, or was still there. */
  List<Arrival> repeated() {
    List<Arrival> repeated = new ArrayList<>();
    for (Key key : numbered()) {
      List<Arrival> all = arrivals(key.number(), key.endpoint());
      for (int i = 1; i < all.size(); i++) {
        Arrival it = all.get(i);
        if (all.subList(0, i).stream().anyMatch(earlier -> !earlier.refusedBefore(it.at()))) {
          repeated.add(it);
        }
      }
    }
    return repeated;
  }

  /** Of one event under more than one {@code webhook-id}, or another than was promised. */
  List<String> renamed() {
    List<String> renamed = new ArrayList<>();
    for (Key key : numbered()) {
      Set<String> ids = new HashSet<>();
      arrivals(key.number(), key.endpoint()).forEach(it -> ids.add(it.webhookId()));
      Promise promise = promises.get(key.number());
      if (promise != null && promise.id().startsWith("evt_")) {
        ids.add(promise.id());
      }
      if (ids.size() > 1) {
        renamed.add(key + " " + ids);
      }
    }
    return renamed;
  }
}

package dev.postern.ingest.store;

import dev.postern.core.id.SourceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The statements of {@link SqlReceivedStore}, in the form that a database runs fastest. */
interface ReceivedSql {
  /** The sources, kept from being deleted until the transaction ends, and how their secrets end. */
  Held hold(Collection<SourceId> sources);

  /** Inserts the nonces that are not there yet, in this order. */
  void remember(List<Nonce> nonces);

  /** The event that each nonce came with first. */
  Map<Nonce.Key, String> events(Collection<Nonce.Key> nonces);

  /**
   * Inserts the keys that are not there yet, in this order, with them the webhooks, and what is to
   * be handed over into the queue; returns the rows that were new.
   */
  Set<NewReceived> store(List<NewReceived> firsts);

  /** The rows behind these keys, locked in this order until the transaction ends. */
  Map<EventKey, KnownEvent> lock(Collection<EventKey> keys);

  void count(List<Repeats> repeats);
}

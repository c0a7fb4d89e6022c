package dev.postern.ingest.figures;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;

/** Figures in memory until they are written. Thread-safe: what is being added is never lost. */
final class Counts<K extends Comparable<K>, V> {
  private final ConcurrentHashMap<K, V> counted = new ConcurrentHashMap<>();
  private final BinaryOperator<V> plus;

  Counts(BinaryOperator<V> plus) {
    this.plus = plus;
  }

  void add(K key, V value) {
    counted.merge(key, value, plus);
  }

  /** All there is, which is then no longer here. */
  SortedMap<K, V> take() {
    TreeMap<K, V> taken = new TreeMap<>();
    for (K key : counted.keySet()) {
      V value = counted.remove(key);
      if (value != null) {
        taken.put(key, value);
      }
    }
    return taken;
  }

  void giveBack(Map<K, V> taken) {
    taken.forEach(this::add);
  }
}

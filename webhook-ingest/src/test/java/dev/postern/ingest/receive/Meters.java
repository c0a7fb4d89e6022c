package dev.postern.ingest.receive;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** The container's registry, as far as counters and timers of this module need one. */
final class Meters {
  private final ConcurrentHashMap<String, LongAdder> counted = new ConcurrentHashMap<>();

  MetricRegistry registry() {
    return as(
        MetricRegistry.class,
        (proxy, method, arguments) -> {
          String series = series(arguments);
          return switch (method.getName()) {
            case "counter" -> counter(counted.computeIfAbsent(series, key -> new LongAdder()));
            case "timer" -> timer();
            default -> throw new UnsupportedOperationException(method.toString());
          };
        });
  }

  /** By series, as {@code /metrics} would show them. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    counted.forEach((series, count) -> counts.put(series, count.sum()));
    return counts;
  }

  private static String series(Object[] arguments) {
    String labels =
        Arrays.stream((Tag[]) arguments[1])
            .map(tag -> tag.getTagName() + "=" + tag.getTagValue())
            .toList()
            .toString();
    return ((Metadata) arguments[0]).getName() + labels;
  }

  private static Counter counter(LongAdder count) {
    return as(
        Counter.class,
        (proxy, method, arguments) -> {
          count.increment();
          return null;
        });
  }

  private static Timer timer() {
    return as(Timer.class, (proxy, method, arguments) -> null);
  }

  private static <T> T as(Class<T> type, InvocationHandler calls) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
  }
}

package dev.postern.outbound.alarm;

import dev.postern.core.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** The queue's state for {@code /metrics}, of every node: also where none is left that delivers. */
@Service
public class QueueGauges {
  private static final int EVERY_SECONDS = 15;

  private final MetricRegistry registry;
  private final QueueReading reading;
  private final ScheduledExecutorService timer;
  private final ExecutorService threads;
  private final AtomicBoolean looking = new AtomicBoolean();

  @Inject
  QueueGauges(
      MetricRegistry registry,
      QueueReading reading,
      ScheduledExecutorService timer,
      ExecutorService threads) {
    this.registry = registry;
    this.reading = reading;
    this.timer = timer;
    this.threads = threads;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    registry.gauge(
        metadata("postern_queue_due", "Deliveries that are due and that nothing holds back."),
        reading,
        QueueReading::due);
    registry.gauge(
        metadata("postern_queue_oldest_due_seconds", "How long the oldest of them has been due."),
        reading,
        QueueReading::oldestSeconds);
    registry.gauge(
        metadata("postern_store_up", "Whether this node reaches the database: 1 or 0."),
        reading,
        QueueReading::storeUp);
    timer.scheduleWithFixedDelay(this::begin, 1, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** Off the timer's own thread: a store that is away makes whoever asks it wait. */
  private void begin() {
    if (looking.compareAndSet(false, true)) {
      threads.execute(() -> {
        try {
          reading.look();
        } finally {
          looking.set(false);
        }
      });
    }
  }

  private static Metadata metadata(String name, String description) {
    return Metadata.builder().withName(name).withDescription(description).build();
  }
}

package dev.postern.ingest.country;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import dev.postern.core.Service;
import dev.postern.ingest.config.IngestConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The country database in memory, read again when its file changes; a broken new file leaves the
 * one before in force. Thread-safe.
 *
 * @see <a href="https://maxmind.github.io/MaxMind-DB/">the format</a>
 */
@Service
public class Countries {
  private static final System.Logger LOG = System.getLogger(Countries.class.getName());

  private final @Nullable Path file;
  private volatile @Nullable Loaded loaded;

  @Inject
  public Countries(IngestConfig config) {
    this.file = config.countryFile().orElse(null);
    refresh();
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService scheduler) {
    if (file != null) {
      scheduler.scheduleWithFixedDelay(this::refresh, 1, 1, TimeUnit.MINUTES);
    }
  }

  /** Whether there is a database. */
  public boolean known() {
    return loaded != null;
  }

  /** ISO 3166-1 alpha-2, upper case. */
  public Optional<String> of(InetAddress address) {
    Loaded now = loaded;
    if (now == null) {
      return Optional.empty();
    }
    try {
      Map<?, ?> entry = now.reader().get(address, Map.class);
      return entry == null ? Optional.empty() : code(entry);
    } catch (IOException | RuntimeException broken) {
      LOG.log(System.Logger.Level.WARNING, "country_not_read", broken);
      return Optional.empty();
    }
  }

  final void refresh() {
    if (file == null) {
      return;
    }
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      Loaded before = loaded;
      if (before == null || !before.changed().equals(changed)) {
        // In memory: a file that is replaced under a mapping would take the node with it.
        loaded =
            new Loaded(new Reader(file.toFile(), Reader.FileMode.MEMORY, new CHMCache()), changed);
        LOG.log(System.Logger.Level.INFO, "country_database_loaded changed={0}", changed);
      }
    } catch (IOException | RuntimeException broken) {
      LOG.log(System.Logger.Level.WARNING, "country_database_not_loaded file=" + file, broken);
    }
  }

  // Where an address is, and failing that where its network is registered.
  private static Optional<String> code(Map<?, ?> entry) {
    return iso(entry.get("country")).or(() -> iso(entry.get("registered_country")));
  }

  private static Optional<String> iso(@Nullable Object country) {
    return country instanceof Map<?, ?> fields && fields.get("iso_code") instanceof String code
        ? Optional.of(code)
        : Optional.empty();
  }

  private record Loaded(Reader reader, FileTime changed) {}
}

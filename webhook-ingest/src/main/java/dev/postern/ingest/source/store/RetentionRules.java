package dev.postern.ingest.source.store;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which sources keep what they received for a time of their own. */
@Service
public class RetentionRules {
  private final Database database;

  @Inject
  public RetentionRules(Database database) {
    this.database = database;
  }

  /** One source's own time. */
  public record Rule(SourceId source, Duration keep) {}

  public List<Rule> all() {
    return database
        .query(
            "select id, settings from source order by id",
            row -> rule(row.id("id", SourceId::new), row.text("settings")))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rule> rule(SourceId source, String settings) {
    @Nullable Integer days = SettingsColumn.read(settings).retentionDays();
    return days == null ? List.of() : List.of(new Rule(source, Duration.ofDays(days)));
  }
}

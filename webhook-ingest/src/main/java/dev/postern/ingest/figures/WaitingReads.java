package dev.postern.ingest.figures;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.store.Database;
import dev.postern.ingest.SourceStats;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/** What waits to be handed over; walks one source's part of the queue and stops in time. */
@Service
public class WaitingReads {
  private static final int MOST = 100_001;
  private static final int UUID_TIME_BITS = 16;
  private final Database database;

  @Inject
  public WaitingReads(Database database) {
    this.database = database;
  }

  SourceStats.Waiting of(SourceId source, Instant now) {
    long waiting =
        database
            .queryOne(
                """
                select count(*) as n from (
                  select 1 from handover_queue where source_id = ? limit ?) seen
                """,
                row -> row.number("n"),
                source,
                MOST)
            .orElse(0L);
    long lag =
        database
            .queryOne(
                """
                select id from handover_queue where source_id = ? order by id limit 1
                """,
                row -> row.uuid("id"),
                source)
            .map(WaitingReads::madeAt)
            .map(since -> Math.max(0, now.getEpochSecond() - since.getEpochSecond()))
            .orElse(0L);
    return new SourceStats.Waiting(waiting, lag);
  }

  // A UUIDv7 begins with the milliseconds of its making.
  private static Instant madeAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> UUID_TIME_BITS);
  }
}

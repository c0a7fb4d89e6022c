package dev.postern.core.id;

import dev.postern.core.Service;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What every new row needs: an id and the time. Thread-safe. */
@Service
public class Stamp {
  private final IdSource ids;
  private final InstantSource time;

  @Inject
  public Stamp(IdSource ids, InstantSource time) {
    this.ids = ids;
    this.time = time;
  }

  public UUID id() {
    return ids.next();
  }

  /** In milliseconds, as the contract shows it: what is answered is what is stored. */
  public Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}

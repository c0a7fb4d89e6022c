package dev.postern.outbound.ledger;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.ledger.store.DeadReader;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Deliveries that were given up, by where they went and why. Thread-safe. */
@Service
public class DeadLetters {
  /** The newest so many are looked at, so that the answer costs the same however many there are. */
  public static final int LOOKED_AT = 2000;

  private final DeadReader reader;

  @Inject
  public DeadLetters(DeadReader reader) {
    this.reader = reader;
  }

  /**
   * Like ones.
   *
   * @param firstAt when the first of them was given up
   */
  public record Group(
      EndpointId endpoint, Cause cause, long deliveries, Instant firstAt, Instant lastAt) {}

  /**
   * @param complete false when there are more than {@value #LOOKED_AT} in all
   */
  public record Groups(List<Group> groups, boolean complete) {}

  /** The one with the latest failure first. */
  public Groups of(TenantId tenant) {
    List<Group> groups = reader.groups(tenant, LOOKED_AT);
    return new Groups(groups, groups.stream().mapToLong(Group::deliveries).sum() < LOOKED_AT);
  }
}

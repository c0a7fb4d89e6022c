package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/**
 * {@code ten_…}. A tenant has one id for each mode: its own, of version 7, and for the test mode
 * the same with version 8. Every row bears one of them and every query names one, so the modes are
 * kept apart by whatever keeps tenants apart.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8">RFC 9562, UUIDv8: for
 *     uses of one's own</a>
 */
public record TenantId(UUID uuid) implements Id {
  private static final String PREFIX = "ten";
  private static final int LIVE_VERSION = 7;
  private static final int TEST_VERSION = 8;

  public static Optional<TenantId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(TenantId::new);
  }

  public Mode mode() {
    return uuid.version() == TEST_VERSION ? Mode.TEST : Mode.LIVE;
  }

  /** The id of the same tenant in that mode. */
  public TenantId in(Mode mode) {
    if (mode == mode()) {
      return this;
    }
    long version =
        switch (mode) {
          case LIVE -> LIVE_VERSION;
          case TEST -> TEST_VERSION;
        };
    return new TenantId(
        new UUID(
            (uuid.getMostSignificantBits() & ~0xF000L) | (version << 12),
            uuid.getLeastSignificantBits()));
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}

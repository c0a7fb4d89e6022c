package dev.postern.core.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a verified event is called, for deduplication and routing. Immutable and thread-safe.
 *
 * <p>Where the provider gives no id, the id is {@code sha256:} and the lower-case hex SHA-256 of
 * the raw body, marked as derived.
 */
public final class EventIdentity {
  private record Values(
      String eventId,
      boolean derived,
      @Nullable String eventType,
      String deduplicationKey,
      @Nullable String nonce) {}

  private final @Nullable Supplier<EventIdentity> source;
  private volatile @Nullable Values values;

  public EventIdentity(String eventId, boolean derived, @Nullable String eventType) {
    this.source = null;
    this.values = new Values(eventId, derived, eventType, eventId, null);
  }

  private EventIdentity(Values values) {
    this.source = null;
    this.values = values;
  }

  private EventIdentity(Supplier<EventIdentity> source) {
    this.source = source;
  }

  /**
   * An identity that is read when it is first asked for, so that judging a request costs no
   * parsing.
   *
   * @param source pure: it may run more than once
   */
  public static EventIdentity lazily(Supplier<EventIdentity> source) {
    return new EventIdentity(source);
  }

  /** The provider's id, or the one derived from {@code body} when that is null or empty. */
  public static EventIdentity of(
      @Nullable String eventId, @Nullable String eventType, byte[] body) {
    return eventId == null || eventId.isEmpty()
        ? new EventIdentity(digestOf(body), true, eventType)
        : new EventIdentity(eventId, false, eventType);
  }

  public String eventId() {
    return values().eventId;
  }

  /** This identity, told apart by {@code key} where the provider's id alone is not unique. */
  public EventIdentity deduplicatedBy(String key) {
    Values it = values();
    return new EventIdentity(new Values(it.eventId, it.derived, it.eventType, key, it.nonce));
  }

  public EventIdentity withNonce(String nonce) {
    Values it = values();
    return new EventIdentity(
        new Values(it.eventId, it.derived, it.eventType, it.deduplicationKey, nonce));
  }

  /**
   * What two deliveries of the same event have in common and no other event has: mostly the event
   * id, and more than that where a provider's ids repeat or one request carries several events.
   */
  public String deduplicationKey() {
    return values().deduplicationKey;
  }

  /**
   * A signed value that the provider uses once, or null. Where it comes again with another event,
   * somebody spliced a captured signature onto a body that it does not cover.
   */
  public @Nullable String nonce() {
    return values().nonce;
  }

  /** The hex SHA-256 of a body behind {@code sha256:}. */
  public static String digestOf(byte[] body) {
    return "sha256:" + sha256(body);
  }

  /** True when the id was computed here because the provider sent none. */
  public boolean derived() {
    return values().derived;
  }

  public @Nullable String eventType() {
    return values().eventType;
  }

  private Values values() {
    Values known = values;
    if (known == null) {
      known = Objects.requireNonNull(source).get().values();
      values = known;
    }
    return known;
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventIdentity that
        && eventId().equals(that.eventId())
        && derived() == that.derived()
        && Objects.equals(eventType(), that.eventType());
  }

  @Override
  public int hashCode() {
    return Objects.hash(eventId(), derived(), eventType());
  }

  @Override
  public String toString() {
    return eventId() + (derived() ? " (derived) " : " ") + eventType();
  }
}

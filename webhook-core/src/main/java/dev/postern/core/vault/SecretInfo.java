package dev.postern.core.vault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.core.id.SecretId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What may be told about a version; {@code value} is present only at creation, rotation and reveal.
 *
 * @param state {@code current}, {@code retiring} or {@code expired}
 * @param recent what it did lately, beside all versions together; only in listings
 */
public record SecretInfo(
    SecretId id,
    String state,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastVerifiedAt,
    long verifiedCount,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Recent recent,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value) {

  /**
   * The last 24 hours, by whole hours.
   *
   * @param verified requests that this version verified, or accepted deliveries that it signed
   * @param total those of all versions of the owner
   * @param signs whether these are deliveries
   * @param current whether it is of the version that is replaced and never expired
   */
  public record Recent(
      long verified, long total, @JsonIgnore boolean signs, @JsonIgnore boolean current) {

    /** Of requests, of a version that was replaced. */
    public Recent(long verified, long total) {
      this(verified, total, false, false);
    }

    /** Nobody used it although others were used: it may go. */
    @JsonProperty("safe_to_expire")
    public boolean safeToExpire() {
      return !current && verified == 0 && total > 0;
    }

    /** The same in words. */
    @JsonProperty("sentence")
    public String sentence() {
      String what = signs ? "accepted deliveries" : "requests";
      if (total == 0) {
        return "No " + what + " in the last 24 h: no evidence either way.";
      }
      String of =
          String.format(Locale.ROOT, "%,d of %,d %s in the last 24 h", verified, total, what);
      if (verified == 0) {
        return safeToExpire() ? of + ": safe to expire." : of + ".";
      }
      return signs
          ? of + " carried its signature; which one the receiver checked is not known."
          : of + ": still used by " + percent(100.0 * verified / total) + " %.";
    }

    private static String percent(double percent) {
      return percent < 1 ? "less than 1" : Long.toString(Math.round(percent));
    }
  }

  static SecretInfo of(StoredSecret secret, Instant now) {
    String state =
        secret.expiresAt() == null ? "current" : secret.liveAt(now) ? "retiring" : "expired";
    return new SecretInfo(
        secret.id(),
        state,
        secret.createdAt(),
        secret.expiresAt(),
        secret.lastVerifiedAt(),
        secret.verifiedCount(),
        null,
        null);
  }

  SecretInfo showing(String text) {
    return new SecretInfo(
        id, state, createdAt, expiresAt, lastVerifiedAt, verifiedCount, recent, text);
  }

  SecretInfo with(Recent seen) {
    return new SecretInfo(
        id, state, createdAt, expiresAt, lastVerifiedAt, verifiedCount, seen, value);
  }

  /** Never prints the value. */
  @Override
  public String toString() {
    return "SecretInfo[" + id + " " + state + "]";
  }
}

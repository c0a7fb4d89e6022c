package dev.postern.ingest.rejection;

import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One refused request, reduced to what may be kept.
 *
 * @param detail asked for once, and only of the first few of a kind: a flood must not pay for it
 */
public record RefusedCall(
    TenantId tenant,
    SourceId source,
    String reason,
    String clientIp,
    Supplier<Detail> detail,
    Instant at) {

  /** What a kind is remembered by. */
  public record Detail(
      @Nullable String diagnosis, @Nullable String userAgent, @Nullable String signaturePrefix) {
    private static final int MAX_DIAGNOSIS = 1000;
    private static final int MAX_USER_AGENT = 300;

    public Detail {
      diagnosis = fit(diagnosis, MAX_DIAGNOSIS);
      userAgent = fit(userAgent, MAX_USER_AGENT);
    }

    private static @Nullable String fit(@Nullable String text, int max) {
      if (text == null) {
        return null;
      }
      String clean = text.replace("\0", "");
      return clean.length() <= max ? clean : clean.substring(0, max);
    }
  }
}

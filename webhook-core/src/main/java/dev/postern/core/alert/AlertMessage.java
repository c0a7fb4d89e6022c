package dev.postern.core.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.id.AlertMessageId;
import dev.postern.core.id.NoticeId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A notice on its way by one channel.
 *
 * @param resolved it tells that the incident is over
 * @param attempts this one included, while it is being sent
 * @param detail why it did not go out, in a sentence
 */
public record AlertMessage(
    AlertMessageId id,
    @JsonIgnore AlertChannelId channel,
    NoticeId noticeId,
    boolean resolved,
    Status status,
    int attempts,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable String detail) {

  /** Where it stands. */
  public enum Status {
    WAITING,
    SENT,
    /** Refused by the target, or not taken for a day. */
    FAILED,
    /** The incident was over before anybody could be told of it. */
    SKIPPED;

    @JsonValue
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

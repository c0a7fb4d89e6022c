package dev.postern.core.notice;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.postern.core.id.NoticeId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A notice as it is kept. {@code resolvedAt} is null while the incident lasts. */
public record RaisedNotice(
    NoticeId id,
    @JsonIgnore @Nullable TenantId tenant,
    String kind,
    Notice.Severity severity,
    @JsonIgnore String incident,
    String sentence,
    Map<String, String> details,
    Instant raisedAt,
    Instant lastRaisedAt,
    long count,
    @Nullable Instant resolvedAt) {}

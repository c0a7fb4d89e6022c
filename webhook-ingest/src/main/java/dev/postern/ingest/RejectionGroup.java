package dev.postern.ingest;

import dev.postern.core.id.SourceId;
import java.time.Instant;
import java.util.List;

/**
 * Refusals of one source for one reason.
 *
 * @param diagnoses what most likely went wrong, the most frequent first; at most three
 * @param addresses how many client addresses there were, of those that were told apart
 * @param more whether others were not told apart, as in a flood; some of them may be the same
 */
public record RejectionGroup(
    SourceId source,
    String reason,
    long requests,
    int addresses,
    boolean more,
    List<String> diagnoses,
    Instant firstAt,
    Instant lastAt) {}

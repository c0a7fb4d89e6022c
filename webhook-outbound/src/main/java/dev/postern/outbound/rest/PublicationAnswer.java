package dev.postern.outbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.core.id.EventId;
import dev.postern.core.problem.Problem;
import dev.postern.outbound.publish.Publication;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event.
 *
 * @param status {@code accepted}, {@code duplicate}, or in a batch {@code refused} with the error
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublicationAnswer(
    @Nullable EventId id, String status, @Nullable Integer deliveries, @Nullable Problem error) {

  static PublicationAnswer of(Publication publication) {
    return switch (publication) {
      case Publication.Accepted(EventId id, int deliveries) ->
          new PublicationAnswer(id, "accepted", deliveries, null);
      case Publication.Duplicate(EventId id) -> new PublicationAnswer(id, "duplicate", null, null);
      case Publication.Refused(Problem problem) ->
          new PublicationAnswer(null, "refused", null, problem);
    };
  }
}

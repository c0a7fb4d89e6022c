package dev.postern.adminui.deliveries;

import dev.postern.core.pause.Pause;
import dev.postern.outbound.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what becomes of a delivery that was put into the queue again. Pure. */
final class RetryWords {
  private static final String QUEUED = "It is queued and held: ";

  private RetryWords() {}

  /**
   * @param endpoint where it goes; null when it was deleted at this moment
   * @param pauses whatever is paused, of the tenant and of everybody
   */
  static String queued(@Nullable Endpoint endpoint, List<Pause> pauses) {
    if (endpoint != null) {
      switch (endpoint.state().status()) {
        case SUSPENDED -> {
          return QUEUED + "its endpoint is suspended. It goes out when that is re-enabled.";
        }
        case DISABLED -> {
          return QUEUED + "its endpoint is disabled. It goes out when that is enabled.";
        }
        case ACTIVE -> {
          // Unless it is paused.
        }
      }
    }
    return pauses.stream()
        .filter(pause -> pause.deliveries() && stops(pause, endpoint))
        .findFirst()
        .map(pause -> QUEUED + what(pause) + ". It goes out when that is resumed.")
        .orElse("It is sent again now.");
  }

  private static boolean stops(Pause pause, @Nullable Endpoint endpoint) {
    return switch (pause.scope()) {
      case EVERYTHING, TENANT -> true;
      case ENDPOINT -> endpoint != null && pause.object().equals(endpoint.id().uuid());
      case SOURCE -> false;
    };
  }

  private static String what(Pause pause) {
    return switch (pause.scope()) {
      case EVERYTHING -> "all deliveries are paused by those who run this Postern";
      case TENANT -> "the deliveries of this tenant are paused";
      case ENDPOINT, SOURCE -> "its endpoint is paused";
    };
  }
}

package dev.postern.outbound.config;

import dev.postern.core.config.Settings;
import dev.postern.outbound.endpoint.RetrySchedule;
import dev.postern.outbound.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How deliveries are made. Durations are written {@code 500ms}, {@code 5s}, {@code 5m}, {@code 2h}.
 *
 * @param retry {@code postern.retry.schedule} (5s,5m,30m,2h,5h,10h,14h,20h,24h) and {@code
 *     postern.retry.client.error.attempts} (3: the receiver was asked again after seconds and after
 *     minutes, long enough for a deployment, before a refusal is believed)
 * @param maxInFlight {@code postern.delivery.max.in.flight} (256): requests of this node; when they
 *     are full, a quarter more for tenants that have little under way
 * @param maxInFlightPerEndpoint {@code postern.delivery.max.in.flight.per.endpoint} (10), unless
 *     the endpoint says otherwise; counted by each node for itself
 * @param maxRetriesInFlight {@code postern.delivery.max.retries.in.flight} (half of all): the lane
 *     of retries and replays; first attempts may use everything
 * @param lease {@code postern.delivery.lease} (60s): how long a node that died keeps others from
 *     what it had claimed; prolonged while a request takes longer
 * @param poll {@code postern.delivery.poll} (500ms): the net under the wake-up
 * @param drain {@code postern.delivery.drain} (35s): how long a stopping node waits for its
 *     requests; longer than an endpoint's usual timeout
 * @param replayPerSecond {@code postern.replay.per.second} (100): deliveries that one job puts back
 *     into the queue, whatever the number of nodes
 * @param maxInterruptions {@code postern.delivery.max.interruptions} (20): lost leases after which
 *     a delivery is taken for what kills the nodes
 */
public record OutboundConfig(
    RetryPolicy retry,
    int maxInFlight,
    int maxInFlightPerEndpoint,
    int maxRetriesInFlight,
    Duration lease,
    Duration poll,
    Duration drain,
    int replayPerSecond,
    int maxInterruptions) {
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h)");

  public static OutboundConfig from(Settings settings) {
    RetrySchedule schedule =
        settings.value(
            "postern.retry.schedule",
            "5s,5m,30m,2h,5h,10h,14h,20h,24h",
            "waits separated by commas, such as 5s,5m,2h",
            text -> RetrySchedule.parse(List.of(text.replace(" ", "").split(","))));
    int all = whole(settings, "postern.delivery.max.in.flight", "256");
    return new OutboundConfig(
        RetryPolicy.of(schedule, whole(settings, "postern.retry.client.error.attempts", "3")),
        all,
        whole(settings, "postern.delivery.max.in.flight.per.endpoint", "10"),
        whole(
            settings,
            "postern.delivery.max.retries.in.flight",
            Integer.toString(Math.max(1, all / 2))),
        duration(settings, "postern.delivery.lease", "60s"),
        duration(settings, "postern.delivery.poll", "500ms"),
        duration(settings, "postern.delivery.drain", "35s"),
        whole(settings, "postern.replay.per.second", "100"),
        whole(settings, "postern.delivery.max.interruptions", "20"));
  }

  private static int whole(Settings settings, String key, String defaultValue) {
    return settings.value(key, defaultValue, "a whole number from 1 to 100000", atLeastOne());
  }

  private static Function<String, Integer> atLeastOne() {
    return text -> {
      int number = Integer.parseInt(text);
      if (number < 1 || number > 100_000) {
        throw new IllegalArgumentException("out of range");
      }
      return number;
    };
  }

  private static Duration duration(Settings settings, String key, String defaultValue) {
    return settings.value(
        key, defaultValue, "a duration such as 500ms or 60s", OutboundConfig::duration);
  }

  /** Of {@code 500ms}, {@code 5s}, {@code 5m} or {@code 2h}. */
  public static Duration duration(String text) {
    Matcher match = DURATION.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("a whole number and ms, s, m or h");
    }
    long number = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}

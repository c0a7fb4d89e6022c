package dev.postern.outbound.send;

import dev.postern.core.egress.Decision;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.egress.EgressUrl;
import dev.postern.core.egress.Resolution;
import dev.postern.core.fetch.route.EgressRoute;
import dev.postern.outbound.send.Answer.Broken;
import dev.postern.outbound.send.Answer.Complete;
import dev.postern.outbound.send.Stopwatch.Phase;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Sends over HTTP/1.1 to nowhere but what the egress policy permits: the URL is judged, its name
 * looked up once, every address judged, a judged address dialled and the connected socket judged
 * again. Kept connections go through the same lookup and judgement as new ones.
 *
 * <p>Safe for any number of threads; holds no lock while it waits.
 */
public final class HttpSender implements Sender, AutoCloseable {

  private final EgressResolver egress;
  private final InstantSource clock;
  private final Dialer dialer;
  private final Watchdog watchdog = new Watchdog();
  private final IdleLines idle = new IdleLines();

  /** Straight, past no proxy. */
  public HttpSender(EgressResolver egress, Tls tls, InstantSource clock) {
    this(egress, tls, clock, EgressRoute.DIRECT);
  }

  /**
   * @param egress judges and looks up every target
   * @param tls what to trust
   * @param clock only to read dates in {@code Retry-After}
   * @param route the way to what was permitted
   */
  public HttpSender(EgressResolver egress, Tls tls, InstantSource clock, EgressRoute route) {
    this.egress = egress;
    this.clock = clock;
    dialer = new Dialer(egress, tls, route);
    watchdog.every(IdleLines.KEPT_IDLE.dividedBy(4), idle::dropExpired);
  }

  @Override
  public AttemptOutcome send(OutboundRequest request) {
    Stopwatch watch = new Stopwatch();
    try (Deadline deadline = watchdog.start(request.totalTimeout())) {
      Attempt attempt = new Attempt(request, deadline, watch);
      return switch (egress.check(request.url())) {
        case Decision.Refused(var refusal, String detail) -> failed(Outcome.BLOCKED, detail, watch);
        case Decision.Allowed(EgressUrl url) -> resolved(url, attempt);
      };
    }
  }

  /** Connections kept open for later requests. */
  int idleConnections() {
    return idle.size();
  }

  @Override
  public void close() {
    watchdog.close();
    idle.close();
  }

  private AttemptOutcome resolved(EgressUrl url, Attempt attempt) {
    long mark = attempt.watch().mark();
    Duration within = attempt.deadline().leftWithin(attempt.request().connectTimeout());
    Resolution resolution = egress.resolve(url, within);
    attempt.watch().stop(Phase.DNS, mark);
    return switch (resolution) {
      case Resolution.Blocked(String detail) -> {
        idle.drop(url);
        yield failed(Outcome.BLOCKED, detail, attempt.watch());
      }
      case Resolution.DnsFailure(String detail) ->
          failed(Outcome.DNS_ERROR, detail, attempt.watch());
      case Resolution.NotAsked(String detail) ->
          throw new NotSentException(failed(Outcome.DNS_ERROR, detail, attempt.watch()));
      case Resolution.Resolved(List<InetAddress> addresses) -> kept(url, addresses, attempt);
    };
  }

  private AttemptOutcome kept(EgressUrl url, List<InetAddress> addresses, Attempt attempt) {
    Optional<Line> line =
        idle.take(
            url,
            attempt.request().tls(),
            candidate ->
                addresses.contains(candidate.remote()) && egress.permits(url, candidate.remote()));
    if (line.isEmpty()) {
      return dialled(url, addresses, attempt);
    }
    Answer answer = exchange(url, attempt, line.get());
    // The receiver may close a kept connection just as it is used; RFC 9112 section 9.3.1.
    return answer instanceof Broken broken && broken.silent() && broken.outcome() == Outcome.RESET
        ? dialled(url, addresses, attempt)
        : outcome(answer, attempt);
  }

  private AttemptOutcome dialled(EgressUrl url, List<InetAddress> addresses, Attempt attempt) {
    return switch (dialer.dial(url, addresses, attempt)) {
      case Dial.Failed(Outcome outcome, String detail) -> failed(outcome, detail, attempt.watch());
      case Dial.Connected(Line line) -> outcome(exchange(url, attempt, line), attempt);
    };
  }

  private Answer exchange(EgressUrl url, Attempt attempt, Line line) {
    attempt.deadline().guard(line.socket());
    boolean reusable = false;
    try {
      Answer answer = new Exchange(url, attempt, line).run();
      reusable = answer instanceof Complete complete && complete.reusable();
      return answer;
    } finally {
      attempt.deadline().release();
      if (reusable) {
        idle.keep(url, attempt.request().tls(), line);
      } else {
        line.cut();
      }
    }
  }

  private AttemptOutcome outcome(Answer answer, Attempt attempt) {
    Timings timings = attempt.watch().timings();
    return switch (answer) {
      case Complete(Reply reply, boolean reusable) ->
          new AttemptOutcome(
              reply.isSuccess() ? Outcome.DELIVERED : Outcome.HTTP_ERROR,
              StatusDetail.of(reply.status()),
              Optional.of(reply),
              timings,
              retryAfter(reply));
      case Broken(Outcome outcome, String detail, Optional<Reply> reply, boolean silent) ->
          new AttemptOutcome(outcome, detail, reply, timings, Optional.empty());
    };
  }

  private Optional<Duration> retryAfter(Reply reply) {
    return reply.isSuccess()
        ? Optional.empty()
        : reply.headers().first("Retry-After").flatMap(at -> RetryAfter.parse(at, clock.instant()));
  }

  private static AttemptOutcome failed(Outcome outcome, String detail, Stopwatch watch) {
    return new AttemptOutcome(outcome, detail, Optional.empty(), watch.timings(), Optional.empty());
  }
}

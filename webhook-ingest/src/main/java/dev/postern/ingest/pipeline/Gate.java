package dev.postern.ingest.pipeline;

import dev.postern.core.Service;
import dev.postern.ingest.config.IngestConfig;
import dev.postern.ingest.source.LiveSource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The order in which a request is judged: what is cheap and needs no body first, the signature over
 * the raw bytes next, and only then a parser.
 */
@Service
public class Gate {
  private final GuardRule guard;
  private final RateRule rate;
  private final SignatureRule signature;
  private final InstantSource time;
  private final Duration bodyTimeout;

  @Inject
  public Gate(
      GuardRule guard,
      RequestRates rates,
      SignatureRule signature,
      InstantSource time,
      IngestConfig config) {
    this(guard, new RateRule(rates), signature, time, config.bodyTimeout());
  }

  private Gate(
      GuardRule guard,
      RateRule rate,
      SignatureRule signature,
      InstantSource time,
      Duration bodyTimeout) {
    this.guard = guard;
    this.rate = rate;
    this.signature = signature;
    this.time = time;
    this.bodyTimeout = bodyTimeout;
  }

  /** The same gate for requests of our own making, which are no evidence of a secret's use. */
  public Gate withoutEvidence() {
    return new Gate(guard, rate, signature.withoutEvidence(), time, bodyTimeout);
  }

  /** Whether an automatic response has closed it: then it is to look as if it never was. */
  public boolean closed(LiveSource source) {
    return guard.closed(source, time.instant()).isPresent();
  }

  public Judgement judge(LiveSource source, Call call, BodySource body) {
    Optional<Refusal> early =
        guard
            .closed(source, time.instant())
            .or(() -> SizeRule.check(source, call))
            .or(() -> NetworkRule.check(source, call))
            .or(() -> guard.check(source, call, time.instant()))
            .or(() -> UserAgentRule.check(source, call))
            .or(() -> MethodRule.check(source, call))
            .or(() -> rate.check(source, call, time.instant()));
    return early.isPresent()
        ? new Judgement.Refused(early.get())
        : switch (body.read(source.settings().maxBodyBytes(), bodyTimeout)) {
          case BodySource.TooLarge() ->
              refused(RefusalCode.PAYLOAD_TOO_LARGE, "the body grew over the limit while read");
          case BodySource.Unfinished() ->
              refused(RefusalCode.BODY_TIMEOUT, "the body did not come in time");
          case BodySource.Whole(byte[] bytes) -> judge(source, call, bytes);
        };
  }

  private Judgement judge(LiveSource source, Call call, byte[] body) {
    // After the body: a slow one must not make a fresh timestamp of an old one.
    Instant now = time.instant();
    Judgement judgement = signature.judge(source, call, body, now);
    return switch (judgement) {
      case Judgement.Verified verified ->
          MethodRule.checkEvent(source, call)
              .<Judgement>map(Judgement.Refused::new)
              .orElseGet(() -> payload(source, call, verified, now));
      case Judgement.Handshake handshake -> handshake;
      case Judgement.Refused refused -> refused;
    };
  }

  /** Every event of the request must be fit, or none is taken. */
  private static Judgement payload(
      LiveSource source, Call call, Judgement.Verified verified, Instant now) {
    Judgement.Verified named = EventNames.apply(source.settings(), call.headers(), verified);
    return named.parts().stream()
        .map(part -> PayloadRule.check(source, part.body(), now))
        .flatMap(Optional::stream)
        .findFirst()
        .<Judgement>map(Judgement.Refused::new)
        .orElse(named);
  }

  private static Judgement refused(RefusalCode code, String diagnosis) {
    return new Judgement.Refused(Refusal.of(code, diagnosis));
  }
}

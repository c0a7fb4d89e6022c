package dev.postern.ingest.receive;

import dev.postern.core.Service;
import dev.postern.core.store.SeldomLog;
import dev.postern.ingest.network.Networks;
import dev.postern.ingest.pipeline.Call;
import dev.postern.ingest.pipeline.RefusalCode;
import dev.postern.ingest.rejection.RefusedCall;
import dev.postern.ingest.rejection.RejectionLog;
import dev.postern.ingest.rejection.SignaturePrefix;
import dev.postern.ingest.source.LiveSource;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Notes every refusal: counted, queued for the record, shown to whoever watches. */
@Service
public class Refusals {
  private static final SeldomLog LOG = new SeldomLog(System.getLogger(Refusals.class.getName()));

  /** Each reason's own: a flood of one never hides another. */
  private static final Map<RefusalCode, SeldomLog> SEEN =
      Arrays.stream(RefusalCode.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  code -> code, code -> new SeldomLog(System.getLogger(Refusals.class.getName()))));

  private final RejectionLog log;
  private final InboundCounters counters;
  private final InstantSource time;

  @Inject
  public Refusals(RejectionLog log, InboundCounters counters, InstantSource time) {
    this.log = log;
    this.counters = counters;
    this.time = time;
  }

  InboundCounters counters() {
    return counters;
  }

  /** Nobody's source: there is no record to put it on, but for a line in the log now and then. */
  void unknown(InetAddress client) {
    counters.count(RefusalCode.UNKNOWN_SOURCE.word());
    LOG.warn("unknown_source network=" + Networks.around(client));
  }

  void note(LiveSource source, Call call, RefusalCode code, String diagnosis) {
    note(source, call, code, () -> diagnosis);
  }

  void note(LiveSource source, Call call, RefusalCode code, Supplier<String> diagnosis) {
    counters.count(source, call, code.word());
    Objects.requireNonNull(SEEN.get(code))
        .warn(() ->
            "webhook_refused severity=%s reason=%s source=%s network=%s"
                .formatted(
                    code.severity().name().toLowerCase(Locale.ROOT),
                    code.word(),
                    source.id(),
                    Networks.around(call.client())));
    log.record(
        new RefusedCall(
            source.tenant(),
            source.id(),
            code.word(),
            call.client().getHostAddress(),
            () ->
                new RefusedCall.Detail(
                    diagnosis.get(),
                    call.userAgent().orElse(null),
                    SignaturePrefix.of(call.headers())),
            time.instant()));
  }
}

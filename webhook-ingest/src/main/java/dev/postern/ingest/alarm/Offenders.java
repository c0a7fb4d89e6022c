package dev.postern.ingest.alarm;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.ingest.network.IpText;
import dev.postern.ingest.network.Networks;
import dev.postern.ingest.rejection.RejectionLog;
import dev.postern.ingest.rejection.RejectionStore;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** From which networks the failures come. */
@Service
public class Offenders {
  /** Codes of a signature, or its time, that was not good. */
  static final Set<String> FAILURES =
      Set.of(
          "bad_signature",
          "missing_signature",
          "malformed_signature",
          "missing_timestamp",
          "malformed_timestamp",
          "stale_timestamp",
          "future_timestamp",
          "replayed");

  private final RejectionStore rejections;

  @Inject
  public Offenders(RejectionStore rejections) {
    this.rejections = rejections;
  }

  /**
   * @param networks failures by network in CIDR notation, most first
   * @param more whether a flood had others that were not told apart
   */
  record Found(Map<String, Long> networks, boolean more) {}

  Found since(SourceId source, Instant since) {
    Map<String, Long> counts = new TreeMap<>();
    boolean more = false;
    for (RejectionStore.Offence offence : rejections.offences(source, since)) {
      InetAddress client = IpText.parse(offence.clientIp());
      if (FAILURES.contains(offence.reason()) && client != null) {
        counts.merge(Networks.around(client).toString(), offence.count(), Long::sum);
      }
      more |= offence.clientIp().equals(RejectionLog.VARIOUS);
    }
    Map<String, Long> ordered = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(BurstWords.mostFirst())
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    return new Found(ordered, more);
  }
}

package dev.postern.ingest.pipeline;

import dev.postern.core.Service;
import dev.postern.ingest.CountryRule;
import dev.postern.ingest.Measure;
import dev.postern.ingest.RateLimit;
import dev.postern.ingest.country.Countries;
import dev.postern.ingest.deny.DenyIndex;
import dev.postern.ingest.guard.ActiveMeasures;
import dev.postern.ingest.network.Networks;
import dev.postern.ingest.source.LiveSource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/**
 * Deny lists, countries and measures in force. The sender is told no more than that its address may
 * not post; which rule it was is for operators.
 */
@Service
public class GuardRule {
  private static final int TIGHTER = 10;
  private static final RateLimit OPEN = new RateLimit(100, 60);

  private final DenyIndex denied;
  private final Countries countries;
  private final ActiveMeasures measures;
  private final RequestRates rates;

  @Inject
  public GuardRule(
      DenyIndex denied, Countries countries, ActiveMeasures measures, RequestRates rates) {
    this.denied = denied;
    this.countries = countries;
    this.measures = measures;
    this.rates = rates;
  }

  /** Comes before every other rule: a closed source must not be told from one that never was. */
  Optional<Refusal> closed(LiveSource source, Instant now) {
    return measures.closing(source.id(), now).map(measure -> closed(why(measure)));
  }

  Optional<Refusal> check(LiveSource source, Call call, Instant now) {
    return denied
        .listing(source.tenant(), call.client())
        .map(list -> notAllowed("deny_list: the address is on \"" + list + "\""))
        .or(() -> country(source.settings().countries(), call))
        .or(() ->
            measures
                .against(source.id(), call.client(), now)
                .flatMap(measure -> taken(measure, source, call, now)));
  }

  private Optional<Refusal> country(CountryRule rule, Call call) {
    if (rule.unset()) {
      return Optional.empty();
    }
    Optional<String> country = countries.of(call.client());
    boolean refused =
        country.map(rule.deny()::contains).orElse(false)
            || (!rule.allow().isEmpty() && !country.map(rule.allow()::contains).orElse(false));
    return refused
        ? Optional.of(
            notAllowed(
                "country: "
                    + country.orElse(
                        countries.known()
                            ? "the address has no known country"
                            : "there is no country database on this node")))
        : Optional.empty();
  }

  private Optional<Refusal> taken(Measure measure, LiveSource source, Call call, Instant now) {
    String why = why(measure);
    return switch (measure.kind()) {
      case BLOCK_NETWORK -> Optional.of(notAllowed(why + measure.network() + " is blocked"));
      case DISABLE_SOURCE -> Optional.of(closed(why));
      case TIGHTEN_LIMIT -> tight(source, call, now, why);
    };
  }

  private Optional<Refusal> tight(LiveSource source, Call call, Instant now, String why) {
    RateLimit usual = source.settings().rateLimit() == null ? OPEN : source.settings().rateLimit();
    RateLimit tighter = new RateLimit(Math.max(1, usual.requests() / TIGHTER), usual.perSeconds());
    String key = "tight" + source.id() + Networks.around(call.client());
    RequestRates.Admission admission = rates.admit(key, tighter, now);
    if (admission.admitted()) {
      return Optional.empty();
    }
    return Optional.of(
        Refusal.of(
            RefusalCode.RATE_LIMITED,
            why + "a tenth of the usual limit",
            RateRule.headers(tighter, "client", admission)));
  }

  private static String why(Measure measure) {
    return "measure " + measure.id() + " until " + measure.expiresAt() + ": ";
  }

  private static Refusal closed(String why) {
    return Refusal.of(RefusalCode.UNKNOWN_SOURCE, why + "the source is closed");
  }

  private static Refusal notAllowed(String diagnosis) {
    return Refusal.of(RefusalCode.IP_NOT_ALLOWED, diagnosis);
  }
}

package dev.postern.outbound.endpoint;

import dev.postern.core.signature.CustomScheme;
import dev.postern.outbound.Findings;
import dev.postern.outbound.send.HeaderRules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether formats, what describes them, and the layout of the body go together. */
final class FormatCheck {
  private static final String CUSTOM = "/custom_signature";

  private final EndpointSettings settings;
  private final List<SignatureFormat> formats;
  private final FormatOptions options;
  private final Findings findings;

  FormatCheck(EndpointSettings settings, Findings findings) {
    this.settings = settings;
    this.formats = settings.signatureFormats();
    this.options = settings.formatOptions();
    this.findings = findings;
  }

  void judge() {
    findings.check(
        !formats.isEmpty() && formats.stream().distinct().count() == formats.size(),
        "/signature_formats",
        "Name at least one format, and each one once.");
    sunsets();
    custom();
    layout();
    batching();
  }

  private void sunsets() {
    Map<SignatureFormat, Instant> sunsets = options.sunsets();
    sunsets
        .keySet()
        .forEach(format ->
            findings.check(
                formats.contains(format),
                "/signature_format_sunsets/" + format.word(),
                "Only a format that is sent can have a sunset."));
    findings.check(
        formats.isEmpty() || !sunsets.keySet().containsAll(formats),
        "/signature_format_sunsets",
        "One format must stay: a request is never sent unsigned.");
  }

  private void custom() {
    if (!formats.contains(SignatureFormat.CUSTOM)) {
      return;
    }
    if (!(options.custom() instanceof CustomScheme scheme)) {
      findings.add("missing_field", CUSTOM, "The format custom is described by custom_signature.");
      return;
    }
    Set<String> taken = taken();
    headersOf(scheme)
        .forEach((member, name) ->
            HeaderRules.signatureProblem(name)
                .ifPresentOrElse(
                    problem -> findings.add("invalid_header", CUSTOM + "/" + member, problem),
                    () -> {
                      if (!taken.add(name.toLowerCase(Locale.ROOT))) {
                        findings.add(
                            "invalid_header",
                            CUSTOM + "/" + member,
                            "The header " + name + " is sent with something else already.");
                      }
                    }));
  }

  /** What goes into the request besides. */
  private Set<String> taken() {
    Set<String> taken = new HashSet<>();
    formats.forEach(format -> taken.addAll(format.headers()));
    settings.headers().keySet().forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
    if (!(settings.access().auth() instanceof EndpointAuth.None)) {
      taken.add("authorization");
    }
    return taken;
  }

  private static Map<String, String> headersOf(CustomScheme scheme) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("signature_header", scheme.digest().header());
    if (scheme.timestamp() instanceof CustomScheme.Timestamp stamp) {
      headers.put("timestamp_header", stamp.header());
    }
    if (scheme.idHeader() instanceof String id) {
      headers.put("id_header", id);
    }
    return headers;
  }

  private void layout() {
    if (options.payload() == PayloadForm.EVENT) {
      return;
    }
    findings.check(
        !formats.contains(SignatureFormat.CLOUDEVENTS),
        "/payload",
        "A CloudEvent has a layout of its own: its binary mode has the data alone as the body.");
    findings.check(
        settings.delivery().batching() == null,
        "/payload",
        "A batch is a list of whole events: their data alone is sent one by one.");
  }

  private void batching() {
    if (settings.delivery().batching() instanceof Batching(int events, Duration wait)) {
      findings.range((long) events, 1, Batching.MOST_EVENTS, "/batch/max_events");
      findings.range(wait.toMillis(), 0, 60_000, "/batch/max_wait_ms");
      findings.check(
          !formats.contains(SignatureFormat.CLOUDEVENTS)
              || options.mode() == CloudEventsMode.STRUCTURED,
          "/cloudevents_mode",
          "A batch of CloudEvents is structured: the binary mode carries one event.");
    }
  }
}

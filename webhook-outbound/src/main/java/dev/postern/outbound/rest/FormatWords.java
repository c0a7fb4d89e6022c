package dev.postern.outbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.json.Json;
import dev.postern.core.json.Rfc3339;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.CustomSchemeJson;
import dev.postern.core.signature.CustomSchemeJson.Fault;
import dev.postern.outbound.Findings;
import dev.postern.outbound.endpoint.CloudEventsMode;
import dev.postern.outbound.endpoint.FormatOptions;
import dev.postern.outbound.endpoint.PayloadForm;
import dev.postern.outbound.endpoint.SignatureFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signature formats and their options between JSON's words and ours. */
final class FormatWords {
  private FormatWords() {}

  static List<SignatureFormat> formats(@Nullable List<String> words, Findings findings) {
    if (words == null) {
      return List.of(SignatureFormat.STANDARD);
    }
    List<SignatureFormat> formats = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Optional<SignatureFormat> format = SignatureFormat.of(String.valueOf(words.get(i)));
      format.ifPresent(formats::add);
      findings.check(
          format.isPresent(),
          "/signature_formats/" + i,
          "A format is one of " + SignatureFormat.words() + ".");
    }
    return formats;
  }

  static Map<SignatureFormat, Instant> sunsets(
      @Nullable Map<String, String> sunsets, Findings findings) {
    Map<SignatureFormat, Instant> read = new LinkedHashMap<>();
    if (sunsets != null) {
      sunsets.forEach((word, text) -> {
        Optional<SignatureFormat> format = SignatureFormat.of(word);
        Optional<Instant> at = Rfc3339.parse(String.valueOf(text));
        findings.check(
            format.isPresent() && at.isPresent(),
            "/signature_format_sunsets",
            "A sunset is a format's name and an RFC 3339 time.");
        format.ifPresent(f -> at.ifPresent(t -> read.put(f, t)));
      });
    }
    return read;
  }

  static CloudEventsMode mode(@Nullable String word, Findings findings) {
    Optional<CloudEventsMode> known =
        CloudEventsMode.of(Objects.requireNonNullElse(word, "structured"));
    findings.check(known.isPresent(), "/cloudevents_mode", "The mode is structured or binary.");
    return known.orElse(CloudEventsMode.STRUCTURED);
  }

  static PayloadForm payload(@Nullable String word, Findings findings) {
    Optional<PayloadForm> known = PayloadForm.of(Objects.requireNonNullElse(word, "event"));
    findings.check(known.isPresent(), "/payload", "The payload is event or data.");
    return known.orElse(PayloadForm.EVENT);
  }

  /** 400 for a member that there is none of, as everywhere. */
  static @Nullable CustomScheme custom(@Nullable JsonNode described, Findings findings) {
    if (described == null || described.isNull()) {
      return null;
    }
    return switch (CustomSchemeJson.read(described)) {
      case CustomSchemeJson.Outcome.Described(CustomScheme scheme) -> scheme;
      case CustomSchemeJson.Outcome.Faulty(List<Fault> faults) -> {
        faults.forEach(fault -> add(fault, findings));
        yield null;
      }
    };
  }

  private static void add(Fault fault, Findings findings) {
    String pointer = "/custom_signature" + fault.pointer();
    switch (fault.kind()) {
      case UNKNOWN ->
          throw new ProblemException(
              Problem.of(
                  400,
                  "unknown_field",
                  fault.sentence(),
                  List.of(new FieldError(pointer, fault.sentence()))));
      case MISSING -> findings.add("missing_field", pointer, fault.sentence());
      case WRONG -> findings.add(Findings.INVALID_VALUE, pointer, fault.sentence());
    }
  }

  static @Nullable JsonNode custom(FormatOptions options) {
    CustomScheme scheme = options.custom();
    return scheme == null ? null : CustomSchemeJson.write(scheme);
  }

  static Map<String, String> sunsets(FormatOptions options) {
    Map<String, String> words = new LinkedHashMap<>();
    options.sunsets().forEach((format, at) -> words.put(format.word(), Json.timestamp(at)));
    return words;
  }
}

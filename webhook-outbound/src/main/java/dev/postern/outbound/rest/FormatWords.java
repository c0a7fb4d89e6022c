package dev.postern.outbound.rest;

import dev.postern.core.json.Json;
import dev.postern.core.json.Rfc3339;
import dev.postern.outbound.Findings;
import dev.postern.outbound.endpoint.CloudEventsMode;
import dev.postern.outbound.endpoint.FormatOptions;
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

  static FormatOptions options(
      @Nullable Map<String, String> sunsets, @Nullable String mode, Findings findings) {
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
    Optional<CloudEventsMode> known =
        CloudEventsMode.of(Objects.requireNonNullElse(mode, "structured"));
    findings.check(known.isPresent(), "/cloudevents_mode", "The mode is structured or binary.");
    return new FormatOptions(read, known.orElse(CloudEventsMode.STRUCTURED));
  }

  static Map<String, String> sunsets(FormatOptions options) {
    Map<String, String> words = new LinkedHashMap<>();
    options.sunsets().forEach((format, at) -> words.put(format.word(), Json.timestamp(at)));
    return words;
  }
}

package dev.postern.outbound.endpoint.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.json.Json;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.CustomSchemeJson;
import dev.postern.outbound.endpoint.CloudEventsMode;
import dev.postern.outbound.endpoint.FormatOptions;
import dev.postern.outbound.endpoint.PayloadForm;
import dev.postern.outbound.endpoint.SignatureFormat;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How format options stand in their column; nothing for the defaults.
 *
 * @param payload null before it could be chosen: the event
 */
record FormatOptionsJson(
    Map<String, Instant> sunsets,
    String mode,
    @Nullable String payload,
    @Nullable JsonNode custom) {

  static @Nullable String write(FormatOptions options) {
    if (options.equals(FormatOptions.defaults())) {
      return null;
    }
    Map<String, Instant> sunsets = new LinkedHashMap<>();
    options.sunsets().forEach((format, at) -> sunsets.put(format.word(), at));
    CustomScheme custom = options.custom();
    try {
      return Json.mapper()
          .writeValueAsString(
              new FormatOptionsJson(
                  sunsets,
                  options.mode().word(),
                  options.payload().word(),
                  custom == null ? null : CustomSchemeJson.write(custom)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FormatOptions read(@Nullable String json) {
    if (json == null) {
      return FormatOptions.defaults();
    }
    try {
      FormatOptionsJson read = Json.mapper().readValue(json, FormatOptionsJson.class);
      Map<SignatureFormat, Instant> sunsets = new LinkedHashMap<>();
      read.sunsets.forEach((word, at) -> sunsets.put(SignatureFormat.of(word).orElseThrow(), at));
      return new FormatOptions(
          sunsets,
          CloudEventsMode.of(read.mode).orElseThrow(),
          read.payload == null ? PayloadForm.EVENT : PayloadForm.of(read.payload).orElseThrow(),
          scheme(read.custom));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable CustomScheme scheme(@Nullable JsonNode stored) {
    if (stored == null || stored.isNull()) {
      return null;
    }
    return switch (CustomSchemeJson.read(stored)) {
      case CustomSchemeJson.Outcome.Described(CustomScheme scheme) -> scheme;
      case CustomSchemeJson.Outcome.Faulty(var faults) ->
          throw new IllegalStateException("A stored signature scheme is none: " + faults);
    };
  }
}

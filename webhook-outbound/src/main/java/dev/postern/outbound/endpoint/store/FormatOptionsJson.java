package dev.postern.outbound.endpoint.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.json.Json;
import dev.postern.outbound.endpoint.CloudEventsMode;
import dev.postern.outbound.endpoint.FormatOptions;
import dev.postern.outbound.endpoint.SignatureFormat;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How format options stand in their column; nothing for the defaults. */
record FormatOptionsJson(Map<String, Instant> sunsets, String mode) {

  static @Nullable String write(FormatOptions options) {
    if (options.equals(FormatOptions.defaults())) {
      return null;
    }
    Map<String, Instant> sunsets = new LinkedHashMap<>();
    options.sunsets().forEach((format, at) -> sunsets.put(format.word(), at));
    try {
      return Json.mapper()
          .writeValueAsString(new FormatOptionsJson(sunsets, options.mode().word()));
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
      return new FormatOptions(sunsets, CloudEventsMode.of(read.mode).orElseThrow());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

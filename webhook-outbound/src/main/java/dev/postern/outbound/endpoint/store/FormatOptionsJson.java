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

/**
 * How sunsets and mode stand in their column; nothing for the defaults. Nodes of the version before
 * read it too, and refuse a member that they do not know: what is new has columns of its own.
 */
record FormatOptionsJson(Map<String, Instant> sunsets, String mode) {

  static @Nullable String write(FormatOptions options) {
    if (options.sunsets().isEmpty() && options.mode() == FormatOptions.defaults().mode()) {
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

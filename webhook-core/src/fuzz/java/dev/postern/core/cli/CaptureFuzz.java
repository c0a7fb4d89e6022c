package dev.postern.core.cli;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Raw requests: a capture, or one sentence about what is wrong with it. */
class CaptureFuzz {

  @FuzzTest(maxDuration = "2m")
  void capture_is_read_or_refused_in_words(FuzzedDataProvider data) {
    byte[] raw = data.consumeRemainingAsBytes();
    try {
      CapturedRequest captured = RawRequest.parse(raw);
      if (captured.request().body().length > raw.length) {
        throw new IllegalStateException("A body grew.");
      }
      RawRequest.write(captured.request());
    } catch (IllegalArgumentException e) {
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        throw new IllegalStateException("A refusal says nothing.", e);
      }
    }
  }
}

package dev.postern.core.signature.httpsig;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;

/** Structured fields: what was read and written reads and writes the same again. */
class StructuredFuzz {

  @FuzzTest(maxDuration = "2m")
  void canonical_form_is_stable(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsAsciiString();
    StructuredParser.list(text)
        .map(Structured::write)
        .ifPresent(
            once -> same(once, StructuredParser.list(once).map(Structured::write).orElse(null)));
    StructuredParser.dictionary(text)
        .map(Structured::writeDictionary)
        .ifPresent(once ->
            same(
                once,
                StructuredParser.dictionary(once).map(Structured::writeDictionary).orElse(null)));
  }

  private static void same(String once, @Nullable String twice) {
    if (!once.equals(twice)) {
      throw new IllegalStateException(once + " became " + twice);
    }
  }
}

package dev.postern.core.signature.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.core.signature.CustomSchemeJson;
import dev.postern.core.signature.CustomSchemeJson.Outcome;
import java.util.List;

/** Descriptions of schemes: what people write by hand. */
class DescriptionFuzz {
  private static final List<String> MEMBERS =
      List.of(
          "signature_header",
          "prefix",
          "template",
          "algorithm",
          "encoding",
          "timestamp_header",
          "timestamp_unit",
          "tolerance",
          "id_header",
          "event_id",
          "event_type",
          "other");

  @FuzzTest(maxDuration = "2m")
  void description_is_whole_or_every_fault_is_told(FuzzedDataProvider data) {
    StringBuilder text = new StringBuilder("{");
    int count = data.consumeInt(0, 6);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append('"').append(data.pickValue(MEMBERS)).append("\":");
      text.append(
          data.consumeBoolean() ? '"' + data.consumeString(30) + '"' : data.consumeString(10));
    }
    judge(text.append('}').toString());
    judge(data.consumeRemainingAsString());
  }

  private static void judge(String text) {
    switch (CustomSchemeJson.read(text)) {
      case Outcome.Described described -> {
        String written = CustomSchemeJson.write(described.scheme()).toString();
        if (!CustomSchemeJson.read(written).equals(described)) {
          throw new IllegalStateException("Written and read, it is another: " + written);
        }
      }
      case Outcome.Faulty faulty -> {
        if (faulty.faults().isEmpty()) {
          throw new IllegalStateException("A refusal says nothing.");
        }
      }
    }
  }
}

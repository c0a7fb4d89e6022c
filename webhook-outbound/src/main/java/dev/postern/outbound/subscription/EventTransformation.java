package dev.postern.outbound.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.postern.core.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One compiled transformation. Immutable and thread-safe. */
public final class EventTransformation {
  /** Of the JSON it makes, in characters. */
  static final int MAX_RESULT = 256 * 1024;

  private final CelRuntime.Program program;
  private final EvaluationPrices prices;

  EventTransformation(CelRuntime.Program program, EvaluationPrices prices) {
    this.program = program;
    this.prices = prices;
  }

  /** What came of one event. */
  public sealed interface Result {
    /**
     * @param json the new data
     */
    record Made(String json) implements Result {}

    /**
     * @param reason one line; it may quote a key of the data, never a value
     */
    record Failed(String reason) implements Result {}
  }

  /**
   * Never throws for what is in the event.
   *
   * @param data one JSON value
   */
  public Result apply(String type, @Nullable String channel, String data) {
    try {
      JsonNode tree = Json.mapper().readTree(data);
      Map<String, Object> variables =
          Map.of(
              "type",
              type,
              "channel",
              channel == null ? NullValue.NULL_VALUE : channel,
              "data",
              CelData.of(tree));
      Object result = program.trace(variables, new FilterBudget(prices));
      String json = Json.mapper().writeValueAsString(new CelJson(Digits.of(tree)).node(result));
      return json.length() <= MAX_RESULT
          ? new Result.Made(json)
          : new Result.Failed("the result has over " + MAX_RESULT + " characters");
    } catch (CelEvaluationException | IllegalArgumentException e) {
      return failed(String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      return failed(e.getOriginalMessage());
    }
  }

  private static Result failed(String message) {
    return new Result.Failed(message.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?"));
  }
}

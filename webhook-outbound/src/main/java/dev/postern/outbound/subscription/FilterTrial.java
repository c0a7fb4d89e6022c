package dev.postern.outbound.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.Service;
import dev.postern.core.json.Json;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Tries a filter or a transformation on a sample, exactly as publishing would. Thread-safe. */
@Service
public class FilterTrial {
  private final FilterCompiler filters;
  private final TransformationCompiler transformations;

  @Inject
  FilterTrial(FilterCompiler filters, TransformationCompiler transformations) {
    this.filters = filters;
    this.transformations = transformations;
  }

  /** An event that somebody made up. */
  public record Sample(String type, @Nullable String channel, String data) {}

  /** What came of it. */
  public sealed interface Outcome {
    /** The subscriber gets it. */
    record Passes() implements Outcome {}

    /**
     * @param reason null when the filter is simply false; else what could not be evaluated
     */
    record HeldBack(@Nullable String reason) implements Outcome {}

    /** The data of the subscriber's event. */
    record Becomes(String json) implements Outcome {}

    /**
     * @param sentence about the expression, or about the sample that is no JSON
     */
    record Invalid(String sentence) implements Outcome {}
  }

  public Outcome filter(String expression, Sample sample) {
    return tried(
        sample,
        () -> {
          EventFacts facts =
              new EventFacts(sample.type(), sample.channel(), () -> CelData.of(sample.data()));
          return switch (filters.filter(expression).judge(facts, new FilterAllowance())) {
            case FilterVerdict.Passed passed -> new Outcome.Passes();
            case FilterVerdict.HeldBack(String reason) ->
                new Outcome.HeldBack(
                    reason.equals("filter_false") ? null : reason.replace("filter_error: ", ""));
          };
        });
  }

  public Outcome transformation(String expression, Sample sample) {
    return tried(
        sample,
        () ->
            switch (transformations
                .transformation(expression)
                .apply(sample.type(), sample.channel(), sample.data())) {
              case EventTransformation.Result.Made(String json) -> new Outcome.Becomes(json);
              case EventTransformation.Result.Failed(String reason) -> new Outcome.HeldBack(reason);
            });
  }

  private static Outcome tried(Sample sample, java.util.function.Supplier<Outcome> trial) {
    try {
      Json.mapper().readTree(sample.data());
      return trial.get();
    } catch (JsonProcessingException notJson) {
      return new Outcome.Invalid("The sample is not JSON: " + notJson.getOriginalMessage());
    } catch (IllegalArgumentException invalid) {
      return new Outcome.Invalid(String.valueOf(invalid.getMessage()));
    } catch (RuntimeException wrapped) {
      if (wrapped.getCause() instanceof IllegalArgumentException invalid) {
        return new Outcome.Invalid(String.valueOf(invalid.getMessage()));
      }
      throw wrapped;
    }
  }
}

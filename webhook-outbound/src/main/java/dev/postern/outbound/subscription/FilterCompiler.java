package dev.postern.outbound.subscription;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.postern.core.Service;

/**
 * Filters in the Common Expression Language over {@code type}, {@code channel} (null when the event
 * has none) and {@code data}. The macro {@code map} is left out: a filter decides, it does not
 * build values. Thread-safe.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">CEL</a>
 */
@Service
public class FilterCompiler {
  public static final int MAX_LENGTH = 4000;

  static final CelOptions LIMITS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(50)
          .maxRegexProgramSize(EvaluationPrices.LARGEST_PROGRAM)
          .comprehensionMaxIterations(10_000)
          .build();

  private final CelCompiler compiler =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(LIMITS)
          .setStandardMacros(
              CelStandardMacro.HAS,
              CelStandardMacro.ALL,
              CelStandardMacro.EXISTS,
              CelStandardMacro.EXISTS_ONE,
              CelStandardMacro.FILTER)
          .addVar("type", SimpleType.STRING)
          .addVar("channel", SimpleType.DYN)
          .addVar("data", SimpleType.DYN)
          .build();

  private final CelRuntime runtime =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(LIMITS).build();

  // Compiling takes milliseconds, and the routes of a tenant are read again every second.
  private final LoadingCache<String, EventFilter> compiled =
      Caffeine.newBuilder().maximumSize(10_000).build(this::compile);

  /**
   * @throws IllegalArgumentException one line about what is wrong with the expression
   */
  EventFilter filter(String expression) {
    return compiled.get(expression);
  }

  private EventFilter compile(String expression) {
    try {
      CelAbstractSyntaxTree tree = compiler.compile(expression).getAst();
      CelType result = tree.getResultType();
      if (!result.equals(SimpleType.BOOL) && !result.equals(SimpleType.DYN)) {
        throw new IllegalArgumentException(
            "The filter is of type " + result.name() + "; it must be true or false.");
      }
      return new EventFilter(runtime.createProgram(tree), EvaluationPrices.of(tree));
    } catch (CelValidationException | CelEvaluationException e) {
      String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException("The filter does not compile: " + line, e);
    }
  }
}

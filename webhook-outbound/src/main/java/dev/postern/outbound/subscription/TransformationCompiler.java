package dev.postern.outbound.subscription;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.postern.core.Service;

/**
 * Transformations in the same language as filters: an expression over {@code type}, {@code channel}
 * and {@code data} whose value takes the place of {@code data}. The language has no loops but over
 * what is there, no state and no way out; {@link FilterBudget} bounds what is left. Thread-safe.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">CEL</a>
 */
@Service
public class TransformationCompiler {
  public static final int MAX_LENGTH = FilterCompiler.MAX_LENGTH;

  private final CelCompiler compiler =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(FilterCompiler.LIMITS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("type", SimpleType.STRING)
          .addVar("channel", SimpleType.DYN)
          .addVar("data", SimpleType.DYN)
          .build();
  private final CelRuntime runtime =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(FilterCompiler.LIMITS).build();
  private final LoadingCache<String, EventTransformation> compiled =
      Caffeine.newBuilder().maximumSize(10_000).build(this::compile);

  /**
   * @throws IllegalArgumentException one line about what is wrong with the expression
   */
  public EventTransformation transformation(String expression) {
    return compiled.get(expression);
  }

  private EventTransformation compile(String expression) {
    try {
      CelAbstractSyntaxTree tree = compiler.compile(expression).getAst();
      return new EventTransformation(runtime.createProgram(tree), EvaluationPrices.of(tree));
    } catch (CelValidationException | CelEvaluationException e) {
      String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException("The transformation does not compile: " + line, e);
    }
  }
}

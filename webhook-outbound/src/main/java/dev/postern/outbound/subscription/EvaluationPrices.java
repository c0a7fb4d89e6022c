package dev.postern.outbound.subscription;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.navigation.CelNavigableAst;
import dev.postern.core.schema.PatternSize;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Where in an expression one step works for long on what it is given: a text that is made, scanned,
 * matched or searched, values that are compared with all that is in them. Such a step has to be
 * paid before it is taken, with the value it is given; to read a value costs nothing, however large
 * it is. A unit is half a microsecond or so. Immutable and thread-safe.
 */
final class EvaluationPrices {
  /** The largest program that {@link FilterCompiler#LIMITS} lets a pattern have. */
  static final int LARGEST_PROGRAM = 1000;

  /**
   * Of a regular expression: a text's characters times the size of the pattern's program. The time
   * is linear in that, eight nanoseconds at the worst, and mostly a tenth of it.
   */
  static final int MATCHING_A_UNIT = 512;

  /**
   * Compiling writes counted repetitions out, and would fill the memory before the program's size
   * is looked at. Some that are larger than their program are fine.
   */
  static final int LARGEST_PATTERN = 5 * LARGEST_PROGRAM;

  /** A pattern is compiled for every match: as if the text were so much longer. */
  static final int COMPILING = 128;

  /** A search compares characters, which is quicker. */
  static final int SEARCHING_A_UNIT = 1024;

  static final int SCANNING_A_UNIT = 512;

  /** Dearer than its time: it takes memory as well. */
  static final int MAKING_A_UNIT = 16;

  static final int ITEMS_A_UNIT = 8;

  static final EvaluationPrices NONE = new EvaluationPrices();

  // Of a step itself, whatever it is given.
  private final Map<Long, Long> fixed = new HashMap<>();
  private final Map<Long, Price> prices = new HashMap<>();
  private final Set<Long> kept = new HashSet<>();

  private EvaluationPrices() {}

  private interface Price {
    /**
     * @param operands of the same evaluation, by their expressions, as far as they are kept
     */
    long of(Object value, Map<Long, Object> operands);
  }

  /**
   * @throws IllegalArgumentException one line about a pattern in it that cannot be used
   */
  static EvaluationPrices of(CelAbstractSyntaxTree tree) {
    EvaluationPrices prices = new EvaluationPrices();
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(node -> node.expr())
        .filter(expression -> expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL)
        .forEach(expression -> prices.price(expression.id(), expression.call()));
    return prices;
  }

  /**
   * Of this value, where it stands, besides what every value costs.
   *
   * @param operands kept through one evaluation, for those that another value will meet
   */
  long of(long expression, Object value, Map<Long, Object> operands) {
    if (kept.contains(expression)) {
      operands.put(expression, value);
    }
    Price price = prices.get(expression);
    return fixed.getOrDefault(expression, 0L) + (price == null ? 0 : price.of(value, operands));
  }

  private void price(long step, CelCall call) {
    List<CelExpr> operands = Stream.concat(call.target().stream(), call.args().stream()).toList();
    switch (call.function()) {
      case "matches" -> match(step, operands.getFirst(), operands.getLast());
      case "contains" -> search(step, operands.getFirst(), operands.getLast());
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "startsWith", "endsWith" ->
          compare(operands.getFirst(), operands.getLast());
      case "@in" ->
          add(operands.getLast(), (value, known) -> ValueSize.searched(value) / ITEMS_A_UNIT);
      case "_+_", "bytes" -> add(step, (value, known) -> ValueSize.length(value) / MAKING_A_UNIT);
      case "_[_]", "_?_:_", "_&&_", "_||_", "!_", "@not_strictly_false", "dyn", "type" -> {
        // They look at no more than a reference or a truth value.
      }
      default ->
          operands.forEach(
              operand -> add(operand, (value, known) -> ValueSize.length(value) / SCANNING_A_UNIT));
    }
  }

  /** Up to where the shorter one ends. A constant is short. */
  private void compare(CelExpr one, CelExpr other) {
    if (!isConstant(one) && !isConstant(other)) {
      kept.add(one.id());
      add(other, (value, known) -> ValueSize.shorter(known.get(one.id()), value) / ITEMS_A_UNIT);
    }
  }

  private void match(long step, CelExpr text, CelExpr pattern) {
    Optional<String> known = constant(pattern);
    met(
        step,
        text,
        pattern,
        length -> length + COMPILING,
        known.isPresent() ? fixedly(program(known.get())) : EvaluationPrices::programOf,
        MATCHING_A_UNIT);
  }

  private void search(long step, CelExpr text, CelExpr needle) {
    met(step, text, needle, length -> length, EvaluationPrices::tries, SEARCHING_A_UNIT);
  }

  /** A text and what it is held against. Nothing is told of a constant while it is evaluated. */
  private void met(
      long step,
      CelExpr text,
      CelExpr against,
      ToLongFunction<Integer> length,
      ToLongFunction<String> weight,
      int unit) {
    Optional<String> knownText = constant(text);
    Optional<Long> knownWeight = constant(against).map(weight::applyAsLong);
    if (knownText.isPresent() && knownWeight.isPresent()) {
      fixed.put(step, length.applyAsLong(knownText.get().length()) * knownWeight.get() / unit);
    } else if (knownWeight.isPresent()) {
      add(
          text,
          (value, known) -> length.applyAsLong(ValueSize.length(value)) * knownWeight.get() / unit);
    } else {
      kept.add(text.id());
      add(
          against,
          (value, known) -> {
            Object met = knownText.<Object>map(own -> own).orElseGet(() -> known.get(text.id()));
            return value instanceof CharSequence other
                ? length.applyAsLong(ValueSize.length(met))
                    * weight.applyAsLong(other.toString())
                    / unit
                : 0;
          });
    }
  }

  private void add(CelExpr operand, Price price) {
    add(operand.id(), price);
  }

  /** What one step made is another's operand. */
  private void add(long expression, Price price) {
    prices.merge(
        expression,
        price,
        (one, other) -> (value, known) -> one.of(value, known) + other.of(value, known));
  }

  private static ToLongFunction<String> fixedly(long weight) {
    return any -> weight;
  }

  /** So often a character of the text is looked at: by each try that may have begun before it. */
  private static long tries(String needle) {
    return needle.isEmpty() ? 1 : needle.chars().filter(c -> c == needle.charAt(0)).count();
  }

  /** Of a pattern that is known only now; one that is too large is too dear for any filter. */
  private static long programOf(String pattern) {
    return PatternSize.of(pattern) > LARGEST_PATTERN
        ? (long) FilterBudget.MAX_COST * MATCHING_A_UNIT
        : compiled(pattern);
  }

  private static long program(String pattern) {
    if (PatternSize.of(pattern) > LARGEST_PATTERN) {
      throw new IllegalArgumentException("A pattern in it is too large.");
    }
    return compiled(pattern);
  }

  private static long compiled(String pattern) {
    try {
      return Pattern.compile(pattern).programSize();
    } catch (PatternSyntaxException fails) {
      // As it will whenever it is used, and then it is told.
      return 1;
    }
  }

  private static boolean isConstant(CelExpr expression) {
    return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT;
  }

  private static Optional<String> constant(CelExpr expression) {
    return isConstant(expression)
            && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expression.constant().stringValue())
        : Optional.empty();
  }
}

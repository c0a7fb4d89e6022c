package dev.postern.outbound.subscription;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.navigation.CelNavigableAst;
import dev.postern.core.schema.PatternSize;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where in an expression one step works for long on what it is given: a text that is matched or
 * searched, values that are compared with all that is in them. Such a step has to be paid before it
 * is taken, with the value it is given. Immutable and thread-safe.
 */
final class EvaluationPrices {
  /** The largest program that {@link FilterCompiler#LIMITS} lets a pattern have. */
  static final int LARGEST_PROGRAM = 1000;

  /** Of a regular expression: a text's characters times the size of the pattern's program. */
  static final int MATCHING_A_UNIT = 128;

  /**
   * Compiling writes counted repetitions out, and would fill the memory before the program's size
   * is looked at. Some that are larger than their program are fine.
   */
  static final int LARGEST_PATTERN = 5 * LARGEST_PROGRAM;

  /** A pattern is compiled for every match: as if the text were so much longer. */
  static final int COMPILING = 16;

  /** A search compares characters, which is quicker. */
  static final int SEARCHING_A_UNIT = 2048;

  static final int ITEMS_A_UNIT = 8;

  static final EvaluationPrices NONE = new EvaluationPrices();

  // Those of more would be too dear anyhow.
  private static final int MOST_ITEMS = FilterBudget.MAX_COST * ITEMS_A_UNIT;

  // Of a step itself, whatever it is given.
  private final Map<Long, Long> fixed = new HashMap<>();
  private final Map<Long, Integer> matched = new HashMap<>();
  private final Map<Long, Integer> searched = new HashMap<>();
  private final Set<Long> patterns = new HashSet<>();
  // What is looked for, and where, when both are known only with the event.
  private final Map<Long, Long> needles = new HashMap<>();
  private final Set<Long> compared = new HashSet<>();

  private EvaluationPrices() {}

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
   * @param lengths kept through one evaluation, of texts that another value will be looked for in
   */
  long of(long expression, Object value, Map<Long, Integer> lengths) {
    if (value instanceof CharSequence text) {
      if (patterns.contains(expression) && PatternSize.of(text.toString()) > LARGEST_PATTERN) {
        return FilterBudget.MAX_COST;
      }
      return ofText(expression, text.length(), lengths);
    }
    long known = fixed.getOrDefault(expression, 0L);
    return compared.contains(expression) ? known + items(value, 0) / ITEMS_A_UNIT : known;
  }

  private long ofText(long expression, long length, Map<Long, Integer> lengths) {
    if (needles.containsValue(expression)) {
      lengths.put(expression, (int) length);
    }
    Long searchedIn = needles.get(expression);
    long others = searchedIn == null ? 0 : lengths.getOrDefault(searchedIn, 0);
    return length * matched.getOrDefault(expression, 0) / MATCHING_A_UNIT
        + length * (searched.getOrDefault(expression, 0) + others) / SEARCHING_A_UNIT;
  }

  private void price(long step, CelCall call) {
    List<CelExpr> operands = Stream.concat(call.target().stream(), call.args().stream()).toList();
    switch (call.function()) {
      case "matches" -> {
        int program = program(operands.getLast());
        CelExpr text = operands.getFirst();
        long length = COMPILING + constant(text).map(String::length).orElse(0);
        fixed.put(step, length * program / MATCHING_A_UNIT);
        matched.put(text.id(), program);
        patterns.add(operands.getLast().id());
      }
      case "contains" -> search(step, operands.getFirst(), operands.getLast());
      case "_==_", "_!=_" -> operands.forEach(operand -> compared.add(operand.id()));
      case "@in" -> compared.add(operands.getLast().id());
      default -> {
        // Its steps take no longer than their values are large.
      }
    }
  }

  /** Nothing is told of a constant while it is evaluated. */
  private void search(long step, CelExpr text, CelExpr needle) {
    Optional<Integer> textLength = constant(text).map(String::length);
    Optional<Integer> needleLength = constant(needle).map(String::length);
    if (textLength.isPresent() && needleLength.isPresent()) {
      fixed.put(step, (long) textLength.get() * needleLength.get() / SEARCHING_A_UNIT);
    } else if (textLength.isPresent()) {
      searched.put(needle.id(), textLength.get());
    } else if (needleLength.isPresent()) {
      searched.put(text.id(), needleLength.get());
    } else {
      needles.put(needle.id(), text.id());
    }
  }

  private static int program(CelExpr pattern) {
    return constant(pattern).map(EvaluationPrices::program).orElse(LARGEST_PROGRAM);
  }

  private static int program(String pattern) {
    if (PatternSize.of(pattern) > LARGEST_PATTERN) {
      throw new IllegalArgumentException("A pattern in it is too large.");
    }
    try {
      return Pattern.compile(pattern).programSize();
    } catch (PatternSyntaxException fails) {
      // As it will whenever it is used, and then it is told.
      return 1;
    }
  }

  private static Optional<String> constant(CelExpr expression) {
    return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expression.constant().stringValue())
        : Optional.empty();
  }

  /** All that is in it, however deep, as far as it matters. */
  private static int items(Object value, int before) {
    Collection<?> members =
        switch (value) {
          case Map<?, ?> map -> map.values();
          case Collection<?> list -> list;
          default -> List.of();
        };
    int sum = before;
    for (Object member : members) {
      sum = sum >= MOST_ITEMS ? sum : items(member, sum + 1);
    }
    return sum;
  }
}

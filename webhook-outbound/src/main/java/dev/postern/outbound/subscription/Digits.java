package dev.postern.outbound.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of an event that an expression sees as doubles, with the digits they came with: an
 * amount of 1.10 that is only moved stays 1.10, and 20 digits stay 20.
 */
final class Digits {
  private final Map<Double, BigDecimal> known = new HashMap<>();
  private final Set<Double> ambiguous = new HashSet<>();

  private Digits() {}

  static Digits of(JsonNode tree) {
    Digits digits = new Digits();
    digits.collect(tree);
    return digits;
  }

  private void collect(JsonNode node) {
    if (node.isContainerNode()) {
      node.forEach(this::collect);
    } else if (node.isNumber() && !CelData.isInt(node)) {
      BigDecimal exact = node.decimalValue();
      BigDecimal first = known.putIfAbsent(node.doubleValue(), exact);
      if (first != null && first.compareTo(exact) != 0) {
        ambiguous.add(node.doubleValue());
      }
    }
  }

  /**
   * @throws IllegalArgumentException when it is no number of JSON, or could be two of the event's
   */
  BigDecimal of(double value) {
    if (ambiguous.contains(value)) {
      throw new IllegalArgumentException("two numbers of the event differ only beyond a double");
    }
    BigDecimal exact = known.get(value);
    if (exact != null) {
      return exact;
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("the result has a number that JSON has not");
    }
    return BigDecimal.valueOf(value);
  }
}

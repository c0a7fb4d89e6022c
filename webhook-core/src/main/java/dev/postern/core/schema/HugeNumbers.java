package dev.postern.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.schema.JsonSchema.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that are short to write and endless to reckon with: to divide {@code 1e100000000} by
 * {@code 0.01} is a matter of a hundred million digits that nothing can interrupt. Found before
 * anything divides. Pure.
 */
final class HugeNumbers {
  private static final int MOST_DIGITS = 1_000;

  /** No number of {@value #MOST_DIGITS} digits has more bits. */
  private static final int MOST_BITS = 3_322;

  private HugeNumbers() {}

  static List<Finding> in(JsonNode tree) {
    List<Finding> findings = new ArrayList<>();
    walk(tree, "", findings);
    return findings;
  }

  private static void walk(JsonNode node, String at, List<Finding> findings) {
    node.properties()
        .forEach(field -> walk(field.getValue(), at + "/" + escaped(field.getKey()), findings));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      walk(node.get(i), at + "/" + i, findings);
    }
    if (huge(node)) {
      findings.add(
          new Finding(at, "A number has at most " + MOST_DIGITS + " digits, written out."));
    }
  }

  private static boolean huge(JsonNode node) {
    if (node.isBigInteger()) {
      return node.bigIntegerValue().bitLength() > MOST_BITS;
    }
    if (!node.isBigDecimal()) {
      return false;
    }
    BigDecimal number = node.decimalValue();
    return number.scale() > MOST_DIGITS
        || number.scale() < -MOST_DIGITS
        || number.unscaledValue().bitLength() > MOST_BITS;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}

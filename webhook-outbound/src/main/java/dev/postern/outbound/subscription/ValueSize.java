package dev.postern.outbound.subscription;

import dev.cel.common.values.CelByteString;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much a step has to do with a value. Pure. */
final class ValueSize {
  /** Characters are compared so much faster than items. */
  private static final int CHARACTERS_AN_ITEM = 512;

  // Those of more would be too dear anyhow.
  private static final int MOST_ITEMS = FilterBudget.MAX_COST * EvaluationPrices.ITEMS_A_UNIT;

  private ValueSize() {}

  /** Of itself, without what is in its items. */
  static int length(@Nullable Object value) {
    return switch (value) {
      case CharSequence text -> text.length();
      case CelByteString bytes -> bytes.size();
      case Collection<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case null, default -> 0;
    };
  }

  /** What is compared when a value is looked for in it; a map finds its keys at once. */
  static int searched(Object value) {
    return value instanceof Map<?, ?> ? 0 : items(value, MOST_ITEMS);
  }

  /** Of that of the two which is at its end first, and found without walking the longer one. */
  static int shorter(@Nullable Object one, @Nullable Object other) {
    int bound = 16;
    while (bound < MOST_ITEMS && items(one, bound) >= bound && items(other, bound) >= bound) {
      bound *= 2;
    }
    return Math.min(items(one, bound), items(other, bound));
  }

  /** All that is in it, however deep, or the bound and a little more. */
  private static int items(@Nullable Object value, int bound) {
    if (value instanceof CharSequence || value instanceof CelByteString) {
      return length(value) / CHARACTERS_AN_ITEM;
    }
    Collection<?> members =
        switch (value) {
          case Map<?, ?> map -> map.values();
          case Collection<?> list -> list;
          case null, default -> List.of();
        };
    int sum = 0;
    for (Object member : members) {
      if (sum >= bound) {
        return sum;
      }
      sum += 1 + items(member, bound - sum);
    }
    return sum;
  }
}

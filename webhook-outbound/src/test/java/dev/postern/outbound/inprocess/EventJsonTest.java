package dev.postern.outbound.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
  private static class Money extends Number {
    private static final long serialVersionUID = 1L;

    @Override
    public int intValue() {
      return 5;
    }

    @Override
    public long longValue() {
      return 5;
    }

    @Override
    public float floatValue() {
      return 5;
    }

    @Override
    public double doubleValue() {
      return 5;
    }

    @Override
    public String toString() {
      return "5 EUR";
    }
  }

  private static final class Worded extends Money {
    private static final long serialVersionUID = 1L;

    @JsonValue
    String word() {
      return "five";
    }
  }

  private record Price(Money money) {}

  private record AnyPrice(Number money) {}

  private interface Sku {}

  private record Part(String number) implements Sku {}

  private record Stock(Map<Sku, Integer> stock) {}

  private record Doubles(double primitive, Double boxed) {}

  private record Raw(@JsonRawValue String raw) {}

  private record Written(@JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {}

  private enum Size {
    SMALL
  }

  static List<Object> unwritable() {
    return List.of(
        new Money(),
        new Price(new Money()),
        new AnyPrice(new Money()),
        List.of(new Money()),
        new Stock(Map.of(new Part("hunter2"), 1)),
        Map.of(new Money(), 1),
        new Doubles(Double.NaN, 1.0),
        new Doubles(1, Double.POSITIVE_INFINITY),
        new double[] {Double.NEGATIVE_INFINITY},
        List.of(Float.NaN),
        JsonNodeFactory.instance.objectNode().put("a", Double.NaN),
        new Raw("hunter2"),
        Map.of("a", new Raw("1}, {")),
        Map.<Object, Object>of(1, "a", "1", "b"));
  }

  @ParameterizedTest
  @MethodSource("unwritable")
  void what_has_no_form_in_json_is_refused_and_its_value_is_not_told(Object data) {
    assertThatThrownBy(() -> EventJson.of("order.placed", data))
        .isInstanceOf(UnwritableEventException.class)
        .hasMessageStartingWith("The data of order.placed cannot be written as JSON")
        .message()
        .doesNotContain("hunter2", "5 EUR");
  }

  @Test
  void a_number_of_ones_own_is_named_with_its_place() {
    assertThatThrownBy(() -> EventJson.of("order.placed", Map.of("price", new Price(new Money()))))
        .hasMessageContaining("at /price/money: a number of type " + Money.class.getName());
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 150, 400})
  void what_is_nested_deeper_than_filters_and_schemas_read_is_refused(int depth) {
    assertThatThrownBy(() -> EventJson.of("order.placed", nested(depth)))
        .isInstanceOf(UnwritableEventException.class)
        .hasMessageContaining("nesting depth");
  }

  @Test
  void what_has_a_form_is_written_in_it() {
    assertThat(EventJson.of("a", nested(100)).text()).startsWith("[[[");
    assertThat(
            EventJson.of("a", List.of(1, 2L, new BigDecimal("1.10"), 0.5, new AtomicLong(7)))
                .text())
        .isEqualTo("[1,2,1.10,0.5,7]");
    assertThat(EventJson.of("a", new Written(new BigDecimal("1.10"))).text())
        .isEqualTo("{\"amount\":\"1.10\"}");
    assertThat(EventJson.of("a", new Price(new Worded())).text()).isEqualTo("{\"money\":\"five\"}");
    assertThat(EventJson.of("a", new EnumMap<>(Map.of(Size.SMALL, 1))).text())
        .isEqualTo("{\"SMALL\":1}");
    assertThat(EventJson.of("a", Map.of(7, new Raw("[1]"))).text())
        .isEqualTo("{\"7\":{\"raw\":[1]}}");
  }

  private static Object nested(int depth) {
    Object nested = 1;
    for (int i = 0; i < depth; i++) {
      nested = List.of(nested);
    }
    return nested;
  }
}

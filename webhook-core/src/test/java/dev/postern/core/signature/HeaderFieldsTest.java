package dev.postern.core.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Header fields")
class HeaderFieldsTest {
  private final HeaderFields fields =
      HeaderFields.of("X-Ab", "1", "x-cb", "2", "X-AB", "3", "x-a", "4", "", "5");

  @Test
  @DisplayName("are found by their names in any case, in order, and not by names like them")
  void found() {
    assertThat(fields.all("x-ab")).containsExactly("1", "3");
    assertThat(fields.all("X-CB")).containsExactly("2");
    assertThat(fields.first("x-A")).contains("4");
    assertThat(fields.all("x-bb")).isEmpty();
    assertThat(fields.first("x-")).isEmpty();
  }

  @Test
  @DisplayName("are counted on from a place")
  void countedOn() {
    assertThat(fields.next("x-ab", 0)).isZero();
    assertThat(fields.next("x-ab", 1)).isEqualTo(2);
    assertThat(fields.next("x-ab", 3)).isNegative();
    assertThat(fields.value(2)).isEqualTo("3");
  }
}

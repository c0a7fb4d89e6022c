package dev.postern.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import org.junit.jupiter.api.Test;

class StorableTest {
  @Test
  void an_ordinary_identity_is_kept() {
    EventIdentity identity = new EventIdentity("evt_1", false, "invoice.paid");
    assertThat(StorableIdentity.of(identity)).isEqualTo(identity);
  }

  @Test
  void ids_that_no_column_takes_are_hashed_and_stay_apart() {
    String one = StorableIdentity.of(id("a".repeat(513))).eventId();
    String two = StorableIdentity.of(id("a".repeat(514))).eventId();
    assertThat(one).startsWith("sha256:").hasSize(71).isNotEqualTo(two);
    assertThat(StorableIdentity.of(id("a\0b")).derived()).isTrue();
    assertThat(StorableIdentity.of(id("\ud800")).eventId())
        .isNotEqualTo(StorableIdentity.of(id("\ud801")).eventId());
  }

  @Test
  void what_tells_events_of_one_id_apart_is_kept() {
    EventIdentity identity = id("e1").deduplicatedBy("e1|a");
    assertThat(StorableIdentity.of(identity).deduplicationKey()).isEqualTo("e1|a");
    assertThat(StorableIdentity.of(id("e1").deduplicatedBy("k".repeat(600))).deduplicationKey())
        .startsWith("sha256:")
        .hasSize(71);
  }

  @Test
  void types_lose_what_no_column_takes() {
    EventIdentity identity = new EventIdentity("e", false, "a\0b\ud800" + "x".repeat(300));
    assertThat(StorableIdentity.of(identity).eventType()).startsWith("a?b?x").hasSize(256);
  }

  @Test
  void credentials_are_blanked_and_the_rest_comes_back_in_order() {
    HeaderFields headers =
        HeaderFields.of("A", "1", "Authorization", "Bearer x", "x-gitlab-TOKEN", "t", "A", "2");
    assertThat(HeaderColumn.read(HeaderColumn.write(headers)))
        .isEqualTo(
            HeaderFields.of(
                "A", "1", "Authorization", "[redacted]", "x-gitlab-TOKEN", "[redacted]", "A", "2"));
  }

  @Test
  void headers_that_do_not_fit_the_column_are_left_out() {
    HeaderFields headers = HeaderFields.of("Large", "x".repeat(70_000), "Small", "1\0");
    String column = HeaderColumn.write(headers);
    assertThat(column.length()).isLessThan(70_000);
    assertThat(HeaderColumn.read(column).all("Small")).containsExactly("1");
  }

  @Test
  void what_a_stranger_writes_in_a_header_is_kept_letter_by_letter() {
    HeaderFields headers = HeaderFields.of("A", "\\u0000 \"quoted\" \\", "B\u00e9", "\t\u2028");
    assertThat(HeaderColumn.read(HeaderColumn.write(headers))).isEqualTo(headers);
  }

  private static EventIdentity id(String text) {
    return new EventIdentity(text, false, null);
  }
}

package dev.postern.adminui.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.datepicker.DatePicker;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MomentFieldTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void a_moment_is_shown_and_picked_by_the_readers_clock() {
    MomentField field = new MomentField("From", BERLIN);
    field.show(Instant.parse("2026-07-01T10:00:00Z"));

    assertThat(field.getLabel()).isEqualTo("From, Europe/Berlin");
    assertThat(field.getValue()).isEqualTo(LocalDateTime.of(2026, 7, 1, 12, 0));

    field.setValue(LocalDateTime.of(2026, 1, 1, 12, 0));
    assertThat(field.moment()).isEqualTo(Instant.parse("2026-01-01T11:00:00Z"));
  }

  @Test
  void the_second_is_kept_as_long_as_nobody_picks_another_minute() {
    MomentField field = new MomentField("From", ZoneOffset.UTC);
    Instant exact = Instant.parse("2026-07-01T10:00:42Z");
    field.show(exact);

    assertThat(field.moment()).isEqualTo(exact);
    field.setValue(LocalDateTime.of(2026, 7, 1, 10, 1));
    assertThat(field.moment()).isEqualTo(Instant.parse("2026-07-01T10:01:00Z"));
  }

  @Test
  void half_a_moment_is_told_apart_from_none() {
    MomentField field = new MomentField("Until", BERLIN);
    assertThat(field.complete()).as("nothing at all").isTrue();

    half(field).setValue(LocalDate.of(2026, 7, 1));

    assertThat(field.moment()).isNull();
    assertThat(field.complete()).isFalse();
    assertThat(field.isInvalid()).isTrue();
    assertThat(field.fault()).contains("Give both the date and the time.");
    field.setValue(LocalDateTime.of(2026, 7, 1, 12, 0));
    assertThat(field.complete()).isTrue();
  }

  /** Where the date is typed. */
  private static DatePicker half(MomentField field) {
    return field
        .getElement()
        .getChildren()
        .flatMap(child -> child.getComponent().stream())
        .filter(DatePicker.class::isInstance)
        .map(DatePicker.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_browser_that_tells_no_zone_or_an_unknown_one_is_in_utc() {
    assertThat(ReaderZone.of(null)).isEqualTo(ZoneOffset.UTC);
    assertThat(ReaderZone.of("Mars/Olympus")).isEqualTo(ZoneOffset.UTC);
    assertThat(ReaderZone.name(ZoneId.of("Etc/UTC"))).isEqualTo("UTC");
  }
}

package dev.postern.adminui.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final Instant AT = Instant.parse("2026-05-03T22:05:10Z");

  @Test
  void a_sentence_speaks_of_utc_to_who_is_there_or_is_not_known() {
    assertThat(Times.clock(AT)).isEqualTo("22:05:10 UTC on 3 May");
    assertThat(Times.clock(AT, ZoneOffset.UTC)).isEqualTo("22:05:10 UTC on 3 May");
    assertThat(Times.clock(AT, ZoneId.of("Etc/UTC"))).isEqualTo("22:05:10 UTC on 3 May");
  }

  @Test
  void elsewhere_it_speaks_of_the_readers_own_day_and_of_utc() {
    assertThat(Times.clock(AT, ZoneId.of("Europe/Berlin")))
        .isEqualTo("00:05:10 on 4 May (22:05:10 UTC)");
    assertThat(Times.clock(AT, ZoneId.of("Asia/Kolkata")))
        .isEqualTo("03:35:10 on 4 May (22:05:10 UTC)");
  }

  @Test
  void an_age_has_one_unit() {
    Times times = new Times(() -> AT);

    assertThat(times.ageText(AT.minusSeconds(4))).isEqualTo("just now");
    assertThat(times.ageText(AT.minusSeconds(59))).isEqualTo("59 s ago");
    assertThat(times.ageText(AT.minus(Duration.ofHours(71)))).isEqualTo("71 h ago");
    assertThat(times.ageText(AT.minus(Duration.ofHours(72)))).isEqualTo("3 d ago");
    assertThat(times.ageText(AT.plus(Duration.ofMinutes(2)))).isEqualTo("in 2 min");
  }

  @Test
  void an_instant_in_a_sentence_is_told_by_its_age_and_exactly_on_hover() {
    Times times = new Times(() -> Instant.parse("2026-05-03T14:00:00Z"));
    Span told = times.told("Version sec_1 of the secret, which expired at 2026-05-03T11:00:00.5Z.");

    assertThat(told.getElement().getTextRecursively())
        .isEqualTo("Version sec_1 of the secret, which expired 2 h ago.");
    assertThat(told.getElement().getChild(1).getAttribute("title"))
        .isEqualTo("2026-05-03 11:00:00.500 UTC");
    assertThat(times.told("No instant in it.").getElement().getTextRecursively())
        .isEqualTo("No instant in it.");
  }
}

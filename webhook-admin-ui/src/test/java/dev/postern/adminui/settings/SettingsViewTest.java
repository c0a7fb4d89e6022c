package dev.postern.adminui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.retention.Retention;
import org.junit.jupiter.api.Test;

class SettingsViewTest {
  private static final Retention BEFORE = new Retention(90, 30, 90);

  @Test
  void keeping_anything_for_a_shorter_time_takes_something_away() {
    assertThat(SettingsView.takesAway(BEFORE, new Retention(89, 60, 180))).isTrue();
    assertThat(SettingsView.takesAway(BEFORE, new Retention(90, 29, 90))).isTrue();
    assertThat(SettingsView.takesAway(BEFORE, new Retention(90, 30, 1))).isTrue();
  }

  @Test
  void keeping_it_longer_or_as_long_does_not() {
    assertThat(SettingsView.takesAway(BEFORE, BEFORE)).isFalse();
    assertThat(SettingsView.takesAway(BEFORE, new Retention(91, 31, 91))).isFalse();
  }
}

package dev.postern.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SeldomLogTest {
  @Test
  void says_the_same_trouble_once_however_many_meet_it() {
    Lines lines = new Lines();
    SeldomLog log = new SeldomLog(lines);

    for (int i = 0; i < 1_000; i++) {
      log.warn("store_away", new IllegalStateException("refused"));
    }

    assertThat(lines.said).containsExactly("store_away unsaid=0 refused");
  }

  @Test
  void says_what_no_exception_tells_of_as_seldom() {
    Lines lines = new Lines();
    SeldomLog log = new SeldomLog(lines);

    for (int i = 0; i < 1_000; i++) {
      log.warn("unknown_source network=203.0.113.0/24");
    }

    assertThat(lines.said).containsExactly("unknown_source network=203.0.113.0/24 unsaid=0");
  }

  private static final class Lines implements System.Logger {
    private final List<String> said = new CopyOnWriteArrayList<>();

    @Override
    public String getName() {
      return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      said.add(message + " " + thrown.getMessage());
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... values) {
      said.add(format);
    }
  }
}

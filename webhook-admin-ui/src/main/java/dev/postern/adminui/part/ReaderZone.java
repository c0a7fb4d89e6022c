package dev.postern.adminui.part;

import com.vaadin.flow.component.UI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The time zone that the reader's browser tells; UTC where it tells none. */
final class ReaderZone {
  private ReaderZone() {}

  static ZoneId present() {
    UI ui = UI.getCurrent();
    return ui == null
        ? ZoneOffset.UTC
        : of(ui.getPage().getExtendedClientDetails().getTimeZoneId());
  }

  static ZoneId of(@Nullable String id) {
    try {
      return id == null || id.isBlank() ? ZoneOffset.UTC : ZoneId.of(id);
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC;
    }
  }

  /** {@code UTC} or {@code Europe/Berlin}. */
  static String name(ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }
}

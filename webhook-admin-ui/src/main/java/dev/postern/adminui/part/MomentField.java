package dev.postern.adminui.part;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A moment in UTC, picked to the minute. */
public final class MomentField extends DateTimePicker {
  private static final long serialVersionUID = 1L;
  private @Nullable Instant shown;

  public MomentField(String label) {
    super(label + ", UTC");
    setLocale(Locale.UK);
    setDatePickerI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
    setDatePlaceholder("yyyy-mm-dd");
    setTimePlaceholder("hh:mm");
    addClassName("moment");
  }

  public void show(@Nullable Instant moment) {
    shown = moment;
    setValue(moment == null ? null : minute(moment));
  }

  /** To the second that was shown as long as nobody picked another minute. */
  public @Nullable Instant moment() {
    LocalDateTime picked = getValue();
    if (picked == null) {
      return null;
    }
    Instant before = shown;
    return before != null && minute(before).equals(picked)
        ? before
        : picked.toInstant(ZoneOffset.UTC);
  }

  private static LocalDateTime minute(Instant moment) {
    return LocalDateTime.ofInstant(moment, ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
  }
}

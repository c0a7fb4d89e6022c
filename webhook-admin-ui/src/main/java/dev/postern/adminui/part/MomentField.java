package dev.postern.adminui.part;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.data.binder.ValidationResult;
import com.vaadin.flow.data.binder.ValueContext;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A moment in the reader's own time zone, picked to the minute. */
public final class MomentField extends DateTimePicker {
  private static final long serialVersionUID = 1L;
  private final ZoneId zone;
  private @Nullable Instant shown;

  public MomentField(String label) {
    this(label, ReaderZone.present());
  }

  MomentField(String label, ZoneId zone) {
    super(label + ", " + ReaderZone.name(zone));
    this.zone = zone;
    setLocale(Locale.UK);
    setDatePickerI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
    setDatePlaceholder("yyyy-mm-dd");
    setTimePlaceholder("hh:mm");
    setI18n(
        new DateTimePickerI18n()
            .setIncompleteInputErrorMessage("Give both the date and the time.")
            .setBadInputErrorMessage("Not a date and time: yyyy-mm-dd and hh:mm."));
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
        : picked.atZone(zone).toInstant();
  }

  /**
   * What stands in it although it is no moment, as a date without a time; empty when it is fine.
   */
  public Optional<String> fault() {
    ValidationResult found = getDefaultValidator().apply(getValue(), new ValueContext(this));
    return found.isError() ? Optional.of(found.getErrorMessage()) : Optional.empty();
  }

  /**
   * False for half a moment, which counts as none to {@link #moment} and is not what the person
   * meant: it is said beside the field.
   */
  public boolean complete() {
    Optional<String> fault = fault();
    fault.ifPresent(why -> Forms.mark(this, why));
    return fault.isEmpty();
  }

  private LocalDateTime minute(Instant moment) {
    return LocalDateTime.ofInstant(moment, zone).truncatedTo(ChronoUnit.MINUTES);
  }
}

package dev.postern.adminui.secrets;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.postern.adminui.part.Row;
import dev.postern.adminui.part.Rows;
import dev.postern.core.audit.AuditEntry;
import java.util.List;

/** Who made, replaced, ended or saw a secret, from the audit trail. Read when it is opened. */
final class History extends Details {
  private static final long serialVersionUID = 1L;

  History(SecretOwner owner, SecretDoors doors) {
    super("History, from the audit trail");
    Div content = new Div();
    add(content);
    addOpenedChangeListener(change -> {
      if (change.isOpened()) {
        content.removeAll();
        List<AuditEntry> entries = doors.history(owner);
        content.add(Rows.of(entries, entry -> row(entry, doors), "Nothing is on record."));
      }
    });
  }

  private static Row row(AuditEntry entry, SecretDoors doors) {
    String ip = entry.origin().ip();
    String action = entry.action();
    return Row.of(
            new Span(action.substring(action.lastIndexOf('.') + 1).replace('_', ' ')),
            Row.hint(entry.actor().name() + (ip == null ? "" : " from " + ip)))
        .when(doors.times().age(entry.at()));
  }
}

package dev.postern.adminui.secrets;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
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
        content.add(
            entries.isEmpty() ? new Paragraph("Nothing is on record.") : rows(entries, doors));
      }
    });
  }

  private static UnorderedList rows(List<AuditEntry> entries, SecretDoors doors) {
    UnorderedList rows = new UnorderedList();
    rows.addClassName("rows");
    for (AuditEntry entry : entries) {
      String ip = entry.origin().ip();
      Span who = new Span(entry.actor().name() + (ip == null ? "" : " from " + ip));
      who.addClassName("hint");
      String action = entry.action();
      Div words =
          new Div(new Span(action.substring(action.lastIndexOf('.') + 1).replace('_', ' ')), who);
      words.addClassName("grow");
      ListItem row = new ListItem(words, doors.times().age(entry.at()));
      row.addClassName("row");
      rows.add(row);
    }
    return rows;
  }
}

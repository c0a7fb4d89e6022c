package dev.postern.adminui.audit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import dev.postern.adminui.part.CodeBox;
import dev.postern.adminui.part.Facts;
import dev.postern.adminui.part.Times;
import dev.postern.core.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/** One entry in full. */
final class EntryDetails extends Div {
  private static final long serialVersionUID = 1L;

  EntryDetails(AuditEntry entry) {
    addClassNames("stack", "entry");
    add(
        new Facts()
            .with("At", Times.exact(entry.at()))
            .with("Target", entry.targetId())
            .with("Request", entry.origin().requestId())
            .with("Hash", entry.hash().hex())
            .with("Hash before it", entry.previousHash().hex()));
    state("Before", entry.before());
    state("After", entry.after());
  }

  private void state(String title, @Nullable String json) {
    if (json != null) {
      add(new H3(title), CodeBox.body(json, title));
    }
  }
}

package dev.postern.adminui.sources;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Notice;
import dev.postern.core.id.DenyListId;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.DenyList;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Replaces what is in a deny list by a file, or by what is pasted. */
final class DenyImport extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private final TextArea pasted = new TextArea("Or paste them");

  DenyImport(SourceDefences defences, Visit visit, DenyListId list, Runnable imported) {
    setHeaderTitle("Import networks");
    addClassName("dialog-m");
    Upload upload =
        new Upload(
            UploadHandler.inMemory((about, bytes) ->
                take(defences, visit, list, imported, new String(bytes, StandardCharsets.UTF_8))));
    upload.setMaxFiles(1);
    upload.setMaxFileSize(MOST_BYTES);
    upload.addFileRejectedListener(refused -> Notice.refused(refused.getErrorMessage()));
    pasted.setPlaceholder("203.0.113.0/24\n2001:db8::/32   # a comment");
    pasted.addClassNames("mono", "tall");
    add(
        new Paragraph(
            "A text with one network or address a line, up to 8 MiB. It takes the place of what is"
                + " in the list now; lines that are none are skipped."),
        upload,
        pasted);
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.primary(
                "Import", click -> take(defences, visit, list, imported, pasted.getValue())));
  }

  private void take(
      SourceDefences defences, Visit visit, DenyListId list, Runnable imported, String text) {
    Forms.clear(pasted);
    try {
      DenyList filled = defences.fill(visit, list, text);
      close();
      int entries = filled.contents().entries();
      Notice.done(entries == 1 ? "1 network is in force." : entries + " networks are in force.");
      imported.run();
    } catch (ProblemException refused) {
      Forms.mark(refused, Map.of("", pasted));
    }
  }
}

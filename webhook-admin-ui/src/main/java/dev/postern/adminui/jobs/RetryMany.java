package dev.postern.adminui.jobs;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.ledger.Pulse;
import dev.postern.outbound.replay.Job;

/** Says how many deliveries it is about, and sends them again as a job. */
public final class RetryMany extends Dialog {
  private static final long serialVersionUID = 1L;

  public RetryMany(JobDoors doors, Visit visit, LedgerFilter filter) {
    Pulse.Count count = doors.matching(visit, filter);
    setHeaderTitle("Send these again?");
    addClassName("dialog-m");
    Button start =
        Buttons.primary(
            count.none() ? "Nothing to send" : "Send " + count.words() + " again",
            click -> {
              Job job = doors.start(visit, filter);
              close();
              UI.getCurrentOrThrow().navigate(visit.path("jobs/" + job.id()));
            });
    start.setEnabled(!count.none());
    add(
        new Paragraph(count.words() + " deliveries: " + JobWords.filter(filter) + "."),
        new Paragraph(
            count.none()
                ? "Only deliveries that are over can be sent again; those that wait are sent"
                    + " anyway."
                : "They go out with the same event id, so receivers can tell that they are repeats;"
                    + " "
                    + doors.perSecond()
                    + " a second at most. What goes to a suspended endpoint is held."));
    getFooter().add(Buttons.quiet("Cancel", click -> close()), start);
  }
}

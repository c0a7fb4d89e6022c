package dev.postern.adminui.jobs;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.MomentField;
import dev.postern.core.id.EndpointId;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.ledger.Pulse;
import dev.postern.outbound.replay.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that one endpoint was to get since some moment, once more: as a job. */
public final class ReplayDialog extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final String ANY = "All that are over";
  private final MomentField since = new MomentField("Since");
  private final MomentField until = new MomentField("Until");
  private final Select<DeliveryStatus> status = new Select<>();
  private final Paragraph sentence = new Paragraph();
  private final Button start;
  private final transient JobDoors doors;
  private final transient Visit visit;
  private final transient EndpointId endpoint;

  public ReplayDialog(JobDoors doors, Visit visit, EndpointId endpoint) {
    this.doors = doors;
    this.visit = visit;
    this.endpoint = endpoint;
    setHeaderTitle("Replay to this endpoint");
    addClassName("dialog-m");
    since.show(doors.times().now().minus(Duration.ofDays(1)));
    until.setHelperText("Optional. Empty: until now.");
    status.setLabel("Which deliveries");
    status.setItems(Stream.of(DeliveryStatus.values()).filter(DeliveryStatus::over).toList());
    status.setItemLabelGenerator(value -> value == null ? ANY : value.word());
    status.setEmptySelectionAllowed(true);
    status.setEmptySelectionCaption(ANY);
    status.setPlaceholder(ANY);
    sentence.getElement().setAttribute("aria-live", "polite");
    start = Buttons.primary("Replay", click -> start());
    Div words =
        new Div(
            new Paragraph(
                "Each keeps its event id, so the receiver can tell that it is a repeat. "
                    + doors.perSecond()
                    + " a second at most, behind what is new."));
    words.addClassName("hint");
    add(since, until, status, sentence, words);
    since.addValueChangeListener(change -> count());
    until.addValueChangeListener(change -> count());
    status.addValueChangeListener(change -> count());
    getFooter().add(Buttons.quiet("Cancel", click -> close()), start);
    count();
  }

  private void count() {
    Forms.clear(since, until);
    LedgerFilter filter = filter();
    Pulse.Count count = filter == null ? new Pulse.Count(0) : doors.matching(visit, filter);
    sentence.setText(
        filter == null
            ? "Say since when, with the date and the time."
            : count.none()
                ? "No delivery to this endpoint of that time is over."
                : count.words() + (count.rows() == 1 ? " delivery." : " deliveries."));
    start.setEnabled(!count.none());
    start.setText(count.none() ? "Nothing to replay" : "Replay " + count.words());
  }

  private void start() {
    LedgerFilter filter = filter();
    if (filter == null) {
      return;
    }
    try {
      Job job = doors.replay(visit, filter);
      close();
      UI.getCurrentOrThrow().navigate(visit.path("jobs/" + job.id()));
    } catch (ProblemException refused) {
      Forms.mark(refused, Map.of());
    }
  }

  private @Nullable LedgerFilter filter() {
    // Half a moment would mean none: more would be sent than was asked for.
    if (!since.complete() || !until.complete()) {
      return null;
    }
    Instant from = since.moment();
    return from == null
        ? null
        : new LedgerFilter(status.getValue(), endpoint, null, from, until.moment(), null);
  }
}

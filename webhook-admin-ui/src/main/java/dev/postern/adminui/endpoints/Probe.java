package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryWords;
import dev.postern.adminui.part.Background;
import dev.postern.adminui.part.CodeBox;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.TestSend;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptOutcome;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** Sends a test event while the person goes on looking, and shows what came back. Thread-safe. */
@Service
public class Probe {
  private static final System.Logger LOG = System.getLogger(Probe.class.getName());
  private final TestSend sending;
  private final Background background;

  @Inject
  Probe(TestSend sending, Background background) {
    this.sending = sending;
    this.background = background;
  }

  /**
   * @param answer where it is shown
   * @param answered whether the receiver accepted it
   */
  void run(Visit visit, EndpointId endpoint, String type, Div answer, Consumer<Boolean> answered) {
    TenantId tenant = visit.tenantTo(Permission.WRITE);
    ProgressBar waiting = new ProgressBar();
    waiting.setIndeterminate(true);
    waiting.getElement().setAttribute("aria-label", "Waiting for the receiver's answer");
    answer.removeAll();
    answer.add(waiting, new Span("Sending a signed “" + type + "” event …"));
    background.run(
        () -> sending.send(tenant, endpoint, type),
        attempt -> {
          show(answer, attempt);
          answered.accept(attempt.outcome() == AttemptOutcome.DELIVERED);
        },
        failed -> {
          LOG.log(Level.WARNING, "probe_failed endpoint=" + endpoint, failed);
          answer.removeAll();
          answer.add(new Paragraph("The probe could not be sent; the server's log has the cause."));
          answered.accept(false);
        });
  }

  private static void show(Div answer, Attempt attempt) {
    Div line =
        new Div(
            DeliveryWords.badge(attempt.outcome()),
            new Span(DeliveryWords.sentence(attempt)),
            new Span(attempt.timings().total().toMillis() + " ms"));
    line.addClassName("badges");
    answer.removeAll();
    answer.add(line);
    Attempt.Response response = attempt.response();
    String body = response == null ? null : response.body();
    if (body != null && !body.isEmpty()) {
      answer.add(CodeBox.body(body, "response body"));
    } else if (attempt.detail() != null && response == null) {
      answer.add(new Paragraph(attempt.detail()));
    }
  }
}

package dev.postern.adminui.deliveries;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.BackLink;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.CodeBox;
import dev.postern.adminui.part.Facts;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.LiveToggle;
import dev.postern.adminui.part.LiveUpdates;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.DeliveryControl;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryDetails;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.ledger.EventDetails;
import dev.postern.outbound.ledger.Ledger;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code /t/{tenant}/deliveries/{dlv_…}}: what was sent, what came back, what happens next. */
@Route(value = "t/:tenant/deliveries/:id", layout = ConsoleLayout.class)
@PageTitle("Delivery · Postern")
@PermitAll
@CdiComponent
public class DeliveryView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient Ledger ledger;
  private final transient DeliveryControl control;
  private final transient DeliveryFeed feed;
  private final transient DeliveryViewing viewing;
  private final transient Endpoints endpoints;
  private final transient LiveUpdates live;
  private final transient Times times;
  private final Div head = new Div();
  private final Paragraph none = new Paragraph("None yet.");
  private final AttemptTimeline attempts = new AttemptTimeline();
  private transient @Nullable Delivery shown;

  @Inject
  DeliveryView(
      ConsoleUser people,
      Ledger ledger,
      DeliveryControl control,
      DeliveryFeed feed,
      DeliveryViewing viewing) {
    super(people);
    this.ledger = ledger;
    this.control = control;
    this.feed = feed;
    this.viewing = viewing;
    this.endpoints = viewing.endpoints();
    this.live = viewing.live();
    this.times = viewing.times();
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    DeliveryId id =
        event
            .getRouteParameters()
            .get("id")
            .flatMap(DeliveryId::parse)
            .orElseThrow(() -> ProblemException.notFound("The delivery"));
    frame(visit, id);
    live.follow(
        this,
        heard ->
            feed.subscribe(
                    visit.tenantTo(Permission.READ),
                    change -> {
                      if (change.delivery().equals(id)) {
                        heard.run();
                      }
                    })
                ::close,
        () -> draw(visit, id));
  }

  /** The head is drawn anew when the delivery changed; attempts are added above the others. */
  private void draw(Visit visit, DeliveryId id) {
    DeliveryDetails details =
        ledger
            .delivery(visit.tenantTo(Permission.READ), id)
            .orElseThrow(() -> ProblemException.notFound("The delivery"));
    Delivery delivery = details.delivery();
    if (!delivery.equals(shown)) {
      shown = delivery;
      head.removeAll();
      head.add(
          new ViewHeader(
                  delivery.eventType(), DeliveryWords.sentence(delivery), actions(visit, delivery))
              .badge(DeliveryWords.badge(delivery)),
          new Panel("Facts", facts(visit, delivery)));
    }
    attempts.show(details.attempts(), url(visit, delivery), times);
    none.setVisible(details.attempts().isEmpty());
  }

  private void frame(Visit visit, DeliveryId id) {
    shown = null;
    none.setVisible(false);
    attempts.removeAll();
    head.addClassName("stack");
    removeAll();
    Panel tries = new Panel("Attempts", none, attempts);
    tries.action(new LiveToggle(this, () -> draw(visit, id)));
    add(new BackLink(visit.path("deliveries"), "Deliveries"), head, tries);
    draw(visit, id);
    if (shown != null) {
      ledger
          .event(visit.tenantTo(Permission.READ), shown.eventId())
          .ifPresent(event -> add(new Panel("Payload", payload(event))));
    }
  }

  private @Nullable String url(Visit visit, Delivery delivery) {
    return endpoints
        .find(visit.tenantTo(Permission.READ), delivery.endpointId())
        .map(endpoint -> endpoint.settings().url())
        .orElse(null);
  }

  private static CodeBox payload(EventDetails event) {
    return CodeBox.body(new String(event.event().payload(), StandardCharsets.UTF_8), "the payload");
  }

  private Facts facts(Visit visit, Delivery delivery) {
    Facts facts =
        new Facts()
            .with("Delivery", IdText.whole(delivery.id()))
            .with("Event", IdText.whole(delivery.eventId()))
            .with(
                "At every endpoint",
                new Anchor(visit.path("why?q=" + delivery.eventId()), "What became of this event"))
            .with("Endpoint", target(visit, delivery))
            .with("Subscription", IdText.whole(delivery.subscriptionId()))
            .with("Accepted", times.age(delivery.createdAt()));
    if (delivery.nextAttemptAt() != null && !delivery.status().over()) {
      facts.with("Next attempt", times.age(delivery.nextAttemptAt()));
    }
    if (delivery.completedAt() != null) {
      facts.with("Completed", times.age(delivery.completedAt()));
    }
    return facts;
  }

  private Anchor target(Visit visit, Delivery delivery) {
    String name =
        endpoints
            .find(visit.tenantTo(Permission.READ), delivery.endpointId())
            .map(DeliveryLists::name)
            .orElse(delivery.endpointId().toString());
    return new Anchor(visit.path("endpoints/" + delivery.endpointId()), name);
  }

  private Button[] actions(Visit visit, Delivery delivery) {
    if (!visit.may(Permission.WRITE)) {
      return new Button[0];
    }
    Button retry = Buttons.plain("Retry now", click -> retry(visit, delivery.id()));
    if (delivery.status().over()) {
      return new Button[] {retry};
    }
    Button cancel =
        Buttons.danger(
            "Cancel",
            click ->
                Ask.before(
                    "Cancel this delivery?",
                    "It will not be sent (again). You can retry it later by hand.",
                    "Cancel delivery",
                    () -> cancel(visit, delivery.id())));
    return new Button[] {retry, cancel};
  }

  private void retry(Visit visit, DeliveryId id) {
    switch (control.retry(visit.tenantTo(Permission.WRITE), id)) {
      case QUEUED -> Notice.done(queued(visit, id));
      case IN_FLIGHT -> throw DeliveryWords.late("It is being sent at this moment.");
      case ENDPOINT_DELETED -> throw DeliveryWords.late("Its endpoint is deleted.");
      case SUBSCRIPTION_DELETED -> throw DeliveryWords.late("Its subscription is deleted.");
      case UNKNOWN -> throw DeliveryWords.late("There is no such delivery.");
    }
    draw(visit, id);
  }

  private String queued(Visit visit, DeliveryId id) {
    TenantId tenant = visit.tenantTo(Permission.READ);
    return RetryWords.queued(
        ledger
            .delivery(tenant, id)
            .flatMap(found -> endpoints.find(tenant, found.delivery().endpointId()))
            .orElse(null),
        viewing.pauses(tenant));
  }

  private void cancel(Visit visit, DeliveryId id) {
    if (!control.cancel(visit.tenantTo(Permission.WRITE), id)) {
      throw DeliveryWords.late("It was over already.");
    }
    Notice.done("The delivery is cancelled.");
    draw(visit, id);
  }
}

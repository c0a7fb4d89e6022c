package dev.postern.outbound.publish;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.Problem;
import dev.postern.outbound.subscription.FilterAllowance;
import dev.postern.outbound.subscription.Route;
import dev.postern.outbound.subscription.Routes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The door for events. Joins the caller's transaction (rolled back with it, committed with it) or
 * opens its own; the delivery engine hears of it after the commit. Thread-safe.
 */
@Service
public class Publisher {
  static final Problem FILTERS_TOO_COSTLY =
      Problem.of(
          422,
          "filters_too_costly",
          "The filters of the subscriptions cost too much on this event, all together.");
  private static final Problem BATCH_TOO_COSTLY =
      Problem.of(
          429,
          "batch_too_costly",
          "The filters cost too much on the events up to here. Send this one and those after it"
              + " again in a batch of their own.");

  private final Admission admission;
  private final Routes routes;
  private final EventTransaction events;
  private final Announcement announcement;
  private final Stamp stamp;

  @Inject
  Publisher(
      Admission admission,
      Routes routes,
      EventTransaction events,
      Announcement announcement,
      Stamp stamp) {
    this.admission = admission;
    this.routes = routes;
    this.events = events;
    this.announcement = announcement;
    this.stamp = stamp;
  }

  public Publication publish(TenantId tenant, EventDraft draft) {
    return publish(tenant, List.of(draft)).getFirst();
  }

  /** Each judged by itself; answers in order; those accepted commit together. */
  public List<Publication> publish(TenantId tenant, List<EventDraft> drafts) {
    return publish(tenant, drafts, DraftCheck.MAX_DATA_BYTES);
  }

  /** One that was taken in already: it may be as large as what its source takes. */
  Publication publishHanded(TenantId tenant, EventDraft draft) {
    return publish(tenant, List.of(draft), DraftCheck.MAX_HANDED_BYTES).getFirst();
  }

  private List<Publication> publish(TenantId tenant, List<EventDraft> drafts, int mostDataBytes) {
    Instant now = stamp.now();
    List<Optional<Problem>> problems =
        drafts.stream().map(draft -> admission.problem(tenant, draft, mostDataBytes)).toList();
    if (problems.stream().allMatch(Optional::isPresent)) {
      return problems.stream()
          .<Publication>map(problem -> new Publication.Refused(problem.orElseThrow()))
          .toList();
    }
    return routes.planned(
        tenant,
        present -> judge(tenant, drafts, problems, now, present),
        judged -> answers(judged, stored(tenant, judged, now)));
  }

  private EventTransaction.Stored stored(TenantId tenant, List<Judged> judged, Instant now) {
    List<Fanned> sound =
        judged.stream()
            .flatMap(each ->
                each instanceof Judged.Sound(Fanned fanned) ? Stream.of(fanned) : Stream.empty())
            .toList();
    EventTransaction.Stored stored = events.store(tenant, sound, now);
    announcement.of(stored.deliveries());
    return stored;
  }

  /**
   * An event of Postern's own about an endpoint: to the subscriptions that ask for its type by name
   * and not by {@code *} alone, and never to the endpoint it is about. Without any there is none.
   */
  public void announce(TenantId tenant, EventDraft draft, EndpointId about) {
    Instant now = stamp.now();
    routes.planned(
        tenant,
        present ->
            FanOut.of(
                tenant,
                new EventId(stamp.id()),
                draft,
                now,
                present.stream()
                    .filter(route -> !route.endpoint().equals(about) && route.names(draft.type()))
                    .toList(),
                // Nobody could send it again: what one filter costs is no other's loss.
                FilterAllowance::new),
        fanned -> {
          if (!fanned.to().isEmpty()) {
            announcement.of(events.store(tenant, List.of(fanned), now).deliveries());
          }
          return fanned;
        });
  }

  /** A draft before the transaction: an event with its routes, or refused. */
  private sealed interface Judged {
    record Sound(Fanned fanned) implements Judged {}

    record Unsound(Problem problem) implements Judged {}

    record Known(EventId id) implements Judged {}
  }

  /**
   * What was published before costs nothing, or whoever sends a batch again for want of an answer
   * would never come to its end; but that is only asked when it matters.
   */
  private List<Judged> judge(
      TenantId tenant,
      List<EventDraft> drafts,
      List<Optional<Problem>> problems,
      Instant now,
      List<Route> present) {
    FilterAllowance allowance = new FilterAllowance();
    List<Judged> judged = judge(tenant, drafts, problems, now, present, allowance, Map.of());
    if (!allowance.isExceeded()) {
      return judged;
    }
    Map<String, EventId> known =
        events.published(
            tenant,
            drafts.stream()
                .flatMap(draft -> Stream.ofNullable(draft.externalId()))
                .collect(Collectors.toSet()));
    return known.isEmpty()
        ? judged
        : judge(tenant, drafts, problems, now, present, new FilterAllowance(), known);
  }

  private List<Judged> judge(
      TenantId tenant,
      List<EventDraft> drafts,
      List<Optional<Problem>> problems,
      Instant now,
      List<Route> present,
      FilterAllowance allowance,
      Map<String, EventId> known) {
    List<Judged> judged = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      EventDraft draft = drafts.get(i);
      EventId before = draft.externalId() == null ? null : known.get(draft.externalId());
      judged.add(
          problems
              .get(i)
              .<Judged>map(Judged.Unsound::new)
              .orElseGet(() ->
                  before == null
                      ? affordable(tenant, draft, now, present, allowance)
                      : new Judged.Known(before)));
    }
    return judged;
  }

  /**
   * Nobody is passed over because other filters were dear: the event is refused as a whole. So are
   * all that follow it, whatever they cost, and what is sent once more stays in order.
   */
  private Judged affordable(
      TenantId tenant,
      EventDraft draft,
      Instant now,
      List<Route> present,
      FilterAllowance allowance) {
    if (allowance.isExceeded()) {
      return new Judged.Unsound(BATCH_TOO_COSTLY);
    }
    boolean alone = allowance.isUntouched();
    Fanned fanned =
        FanOut.of(tenant, new EventId(stamp.id()), draft, now, present, () -> allowance);
    if (allowance.isExceeded()) {
      return new Judged.Unsound(alone ? FILTERS_TOO_COSTLY : BATCH_TOO_COSTLY);
    }
    return new Judged.Sound(fanned);
  }

  private static List<Publication> answers(List<Judged> judged, EventTransaction.Stored stored) {
    Map<EventId, Long> counts = stored.counts();
    List<Publication> answers = new ArrayList<>(judged.size());
    for (Judged each : judged) {
      answers.add(
          switch (each) {
            case Judged.Unsound(Problem problem) -> new Publication.Refused(problem);
            case Judged.Known(EventId id) -> new Publication.Duplicate(id);
            case Judged.Sound(Fanned fanned) when stored.isNew(fanned) ->
                new Publication.Accepted(
                    fanned.id(), counts.getOrDefault(fanned.id(), 0L).intValue());
            case Judged.Sound(Fanned fanned) ->
                new Publication.Duplicate(
                    Objects.requireNonNull(stored.owners().get(fanned.event().externalId())));
          });
    }
    return answers;
  }
}

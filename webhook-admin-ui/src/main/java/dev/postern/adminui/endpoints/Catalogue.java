package dev.postern.adminui.endpoints;

import dev.postern.adminui.access.Visit;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.egress.Decision;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.page.PageRequest;
import dev.postern.outbound.eventtype.EventType;
import dev.postern.outbound.eventtype.EventTypes;
import dev.postern.outbound.subscription.FilterTrial;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What a form checks and suggests while somebody types. */
@Service
public class Catalogue {
  private final EventTypes types;
  private final FilterTrial trial;
  private final EgressPolicy policy;

  @Inject
  Catalogue(EventTypes types, FilterTrial trial, PlatformConfig config) {
    this.types = types;
    this.trial = trial;
    this.policy = config.egress();
  }

  /** Those that may be published, by name. */
  List<String> eventTypes(Visit visit) {
    return types
        .list(visit.tenantTo(Permission.READ), PageRequest.first(PageRequest.MAX_LIMIT))
        .data()
        .stream()
        .filter(type -> !type.archived())
        .map(EventType::name)
        .sorted()
        .toList();
  }

  /** The example of a registered type, as JSON to read. */
  Optional<String> example(Visit visit, String type) {
    return types
        .find(visit.tenantTo(Permission.READ), type)
        .flatMap(found -> Optional.ofNullable(found.contents().example()))
        .map(com.fasterxml.jackson.databind.JsonNode::toPrettyString);
  }

  FilterTrial trial() {
    return trial;
  }

  /** Why Postern would not send there, by the guard that judges every delivery; empty when fine. */
  Optional<String> refusal(String url) {
    return refusal(policy, url);
  }

  static Optional<String> refusal(EgressPolicy policy, String url) {
    return policy.check(url) instanceof Decision.Refused refused
        ? Optional.of(refused.detail())
        : Optional.empty();
  }
}

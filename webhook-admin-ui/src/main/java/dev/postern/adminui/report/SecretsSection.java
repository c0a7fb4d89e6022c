package dev.postern.adminui.report;

import dev.postern.adminui.report.ComplianceReport.Section;
import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.vault.Secrets;
import dev.postern.ingest.Sources;
import dev.postern.outbound.endpoint.Endpoints;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Current secrets that nobody replaced for too long. */
@Service
class SecretsSection {
  private static final int MOST = 500;

  private final Secrets secrets;
  private final List<Owners> owners;

  @Inject
  SecretsSection(Secrets secrets, Sources sources, Endpoints endpoints) {
    this(secrets, List.of(sources(sources), endpoints(endpoints)));
  }

  SecretsSection(Secrets secrets, List<Owners> owners) {
    this.secrets = secrets;
    this.owners = List.copyOf(owners);
  }

  /** Who has secrets: kind, id and name, when the id is of one of them. */
  @FunctionalInterface
  interface Owners {
    Optional<List<String>> find(TenantId tenant, UUID id);
  }

  static Owners sources(Sources sources) {
    return (tenant, id) ->
        sources
            .find(tenant, new SourceId(id))
            .map(source -> List.of("source", source.id().toString(), source.name()));
  }

  private static Owners endpoints(Endpoints endpoints) {
    return (tenant, id) ->
        endpoints
            .find(tenant, new EndpointId(id))
            .map(endpoint ->
                List.of(
                    "endpoint", endpoint.id().toString(), endpoint.settings().url().toString()));
  }

  Section overdue(TenantId tenant, Instant now, Duration longest) {
    List<Secrets.Aged> aged = secrets.currentSince(tenant, now.minus(longest), MOST);
    List<List<String>> rows = aged.stream().map(secret -> row(tenant, secret, now)).toList();
    return new Section(
        "rotation_overdue",
        "Rotations overdue: secrets older than " + longest.toDays() + " days",
        List.of("kind", "id", "name", "secret_since", "age_days"),
        rows,
        aged.size() == MOST ? "Only the oldest " + MOST + " are listed." : null);
  }

  private List<String> row(TenantId tenant, Secrets.Aged secret, Instant now) {
    List<String> owner =
        owners.stream()
            .flatMap(each -> each.find(tenant, secret.owner()).stream())
            .findFirst()
            .orElse(List.of("deleted", secret.owner().toString(), ""));
    return List.of(
        owner.get(0),
        owner.get(1),
        owner.get(2),
        Json.timestamp(secret.createdAt()),
        Long.toString(Duration.between(secret.createdAt(), now).toDays()));
  }
}

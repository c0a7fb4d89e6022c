package dev.postern.outbound.eventtype;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.problem.Problem;
import dev.postern.core.schema.JsonSchema;
import dev.postern.core.store.ConnectionShare;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.Findings;
import dev.postern.outbound.eventtype.store.EventTypeStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What registered types say about an event that is about to be published, at most one second old;
 * changes made on this node show at once. Thread-safe.
 */
@Service
public class EventSchemas {
  private static final Duration MAX_AGE = Duration.ofSeconds(1);
  // Read anew while the others go on with what is there: a tenant's publishers must not all stand
  // still each second.
  private static final Duration FRESH = MAX_AGE.dividedBy(2);

  private final EventTypeStore store;
  private final Transactions transactions;
  private final LoadingCache<TenantId, Map<String, EventType>> types;
  // A version never changes, and making a judge of it takes milliseconds.
  private final LoadingCache<Version, JsonSchema> judges =
      Caffeine.newBuilder().maximumSize(10_000).build(version -> JsonSchema.of(version.schema));

  @Inject
  public EventSchemas(EventTypeStore store, Transactions transactions, ExecutorService executor) {
    this.store = store;
    this.transactions = transactions;
    this.types =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .refreshAfterWrite(FRESH)
            .expireAfterWrite(MAX_AGE)
            .executor(executor)
            .build(tenant -> ConnectionShare.forEverybody(() -> load(tenant)));
  }

  private record Version(UUID type, int number, JsonNode schema) {}

  /**
   * 422 {@code event_type_archived}, or {@code schema_mismatch} with a pointer for each place.
   *
   * @param data one JSON value
   */
  public Optional<Problem> problem(TenantId tenant, String name, String data) {
    EventType type = types.get(tenant).get(name);
    if (type == null) {
      return Optional.empty();
    }
    Findings findings = new Findings();
    if (type.archived()) {
      findings.add("event_type_archived", "/type", "The event type '" + name + "' is archived.");
    } else if (type.contents().schema() instanceof JsonNode schema) {
      mismatches(new Version(type.id(), type.version(), schema), data, findings);
    }
    return findings.problem();
  }

  void changed(TenantId tenant) {
    types.invalidate(tenant);
  }

  private void mismatches(Version version, String data, Findings findings) {
    try {
      judges
          .get(version)
          .mismatches(Json.mapper().readTree(data))
          .forEach(wrong ->
              findings.add(
                  "schema_mismatch",
                  "/data" + wrong.pointer(),
                  "The data does not fit the schema of its type.",
                  wrong.detail()));
    } catch (JsonProcessingException | StackOverflowError tooDeep) {
      findings.add("schema_mismatch", "/data", "The data is nested too deep for its schema.");
    } catch (IllegalArgumentException unusable) {
      // Stored before the rules for schemas that it breaks.
      findings.add(
          "schema_mismatch",
          "/data",
          "The schema of the type can no longer be used.",
          String.valueOf(unusable.getMessage()));
    }
  }

  private Map<String, EventType> load(TenantId tenant) {
    return transactions.required(() -> store.all(tenant)).stream()
        .collect(Collectors.toMap(EventType::name, Function.identity()));
  }
}

package dev.postern.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.Transactions;
import dev.postern.core.vault.Owner;
import dev.postern.core.vault.SecretInfo;
import dev.postern.core.vault.Secrets;
import dev.postern.ingest.CreatedSource;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.SecretRotation;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.Sources;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The stored sources. */
@Service
public class SourceCatalog implements Sources {
  /** Of {@code provider_config}. Not its {@code public_url}, which may be the source's own door. */
  private static final Set<String> TOLD =
      Set.of("webhook_id", "topic_arn", "allowed_origins", "alg", "key_id");

  private final SourceRows rows;
  private final SourceMint mint;
  private final Secrets secrets;
  private final AuditTrail trail;
  private final Transactions transactions;

  @Inject
  public SourceCatalog(
      SourceRows rows,
      SourceMint mint,
      Secrets secrets,
      AuditTrail trail,
      Transactions transactions) {
    this.rows = rows;
    this.mint = mint;
    this.secrets = secrets;
    this.trail = trail;
    this.transactions = transactions;
  }

  @Override
  public CreatedSource create(TenantId tenant, SourceEdit edit, FirstSecret secret) {
    SourceCheck.require(edit);
    Optional<SecretText> text =
        switch (secret) {
          case FirstSecret.Absent() -> Optional.empty();
          case FirstSecret.Generated() -> mint.secretFor(edit.provider());
          case FirstSecret.Given(SecretText given) ->
              Optional.of(SourceCheck.require(edit.provider(), given));
        };
    return transactions.required(() -> {
      StoredSource source = mint.make(tenant, edit);
      rows.store().insert(source);
      Optional<SecretInfo> made = text.map(t -> secrets.create(tenant, Owner.of(source.id()), t));
      trail.record(tenant, change("source.created", source.id()).to(state(source)));
      return new CreatedSource(mint.show(source), made);
    });
  }

  @Override
  public Optional<Source> find(TenantId tenant, SourceId id) {
    return transactions.required(() -> rows.store().find(tenant, id)).map(mint::show);
  }

  @Override
  public Page<Source> list(TenantId tenant, PageRequest page) {
    List<StoredSource> stored = transactions.required(() -> rows.store().list(tenant, page));
    return page.page(stored, source -> source.id().uuid()).map(mint::show);
  }

  @Override
  public Source update(TenantId tenant, SourceId id, UnaryOperator<SourceEdit> change) {
    StoredSource changed =
        transactions.required(() -> {
          StoredSource before = locked(tenant, id);
          SourceEdit edit = change.apply(before.edit());
          SourceCheck.require(edit);
          ProviderChange.require(
              before.edit().provider(), edit.provider(), secrets.live(tenant, Owner.of(id)));
          StoredSource next = mint.change(before, edit);
          rows.store().update(next);
          trail.record(
              tenant, change("source.updated", id).from(state(before)).to(state(next, before)));
          transactions.afterCommit(rows.directory()::forget);
          return next;
        });
    return mint.show(changed);
  }

  @Override
  public void delete(TenantId tenant, SourceId id) {
    transactions.run(() -> {
      StoredSource before = locked(tenant, id);
      secrets.deleteOwner(tenant, Owner.of(id));
      rows.purge().source(tenant, id);
      trail.record(tenant, change("source.deleted", id).from(state(before)));
      transactions.afterCommit(rows.directory()::forget);
    });
  }

  @Override
  public List<SecretInfo> secrets(TenantId tenant, SourceId id) {
    require(tenant, id);
    return secrets.list(tenant, Owner.of(id));
  }

  @Override
  public SecretInfo rotateSecret(TenantId tenant, SourceId id, SecretRotation rotation) {
    return transactions.required(() -> {
      StoredSource source = locked(tenant, id);
      SecretText next =
          rotation
              .next()
              .map(given -> SourceCheck.require(source.edit().provider(), given))
              .or(() -> mint.secretFor(source.edit().provider()))
              .orElseThrow(SourceCheck::onlyTheProviderKnows);
      return secrets.rotate(tenant, Owner.of(id), next, rotation.overlap(), rotation.force());
    });
  }

  @Override
  public SecretInfo expireSecret(TenantId tenant, SourceId id, SecretId secret) {
    require(tenant, id);
    return secrets.expire(tenant, Owner.of(id), secret);
  }

  @Override
  public SecretInfo revealSecret(TenantId tenant, SourceId id) {
    require(tenant, id);
    return secrets.reveal(tenant, Owner.of(id));
  }

  private static Change change(String action, SourceId id) {
    return Change.of(action, "source", id);
  }

  private static JsonNode state(StoredSource source) {
    return state(source, source);
  }

  /** As people edit it; of what a provider gave us to keep (a verify token, say) the name only. */
  private static JsonNode state(StoredSource source, StoredSource before) {
    Map<String, String> kept = before.edit().settings().providerConfig();
    ObjectNode tree = Json.mapper().valueToTree(source.edit());
    if (tree.at("/settings/provider_config") instanceof ObjectNode config) {
      config.properties().stream()
          .filter(member -> !TOLD.contains(member.getKey()))
          .forEach(member -> {
            String was = kept.get(member.getKey());
            boolean replaced = was != null && !was.equals(member.getValue().asText());
            member.setValue(TextNode.valueOf(replaced ? "replaced, not shown" : "not shown"));
          });
    }
    return tree;
  }

  private StoredSource locked(TenantId tenant, SourceId id) {
    return rows.store().lock(tenant, id).orElseThrow(SourceCatalog::missing);
  }

  private void require(TenantId tenant, SourceId id) {
    if (transactions.required(() -> rows.store().find(tenant, id)).isEmpty()) {
      throw missing();
    }
  }

  private static ProblemException missing() {
    return ProblemException.notFound("The source");
  }
}

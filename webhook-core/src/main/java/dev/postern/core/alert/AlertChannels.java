package dev.postern.core.alert;

import dev.postern.core.Service;
import dev.postern.core.alert.store.AlertChannelStore;
import dev.postern.core.alert.store.AlertMessageStore;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Transactions;
import dev.postern.core.tenant.TenantDeleted;
import dev.postern.core.text.DisplayName;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The door to alert channels. A null tenant means those who run the platform. Thread-safe. */
@Service
public class AlertChannels {
  private final AlertStores stores;
  private final Transactions transactions;
  private final AuditTrail trail;
  private final Stamp stamp;
  private final PlatformConfig platform;

  @Inject
  public AlertChannels(
      AlertStores stores,
      Transactions transactions,
      AuditTrail trail,
      Stamp stamp,
      PlatformConfig platform) {
    this.stores = stores;
    this.transactions = transactions;
    this.trail = trail;
    this.stamp = stamp;
    this.platform = platform;
  }

  /** A new channel and where it leads, with a webhook's secret: shown this once. */
  public record Made(AlertChannel channel, AlertTarget target) {}

  /** 422 for a target that cannot be one. */
  public Made create(@Nullable TenantId tenant, NewAlertChannel wanted) {
    AlertTarget target = wanted.target(platform.egress());
    AlertChannel channel =
        new AlertChannel(
            new AlertChannelId(stamp.id()),
            tenant,
            target.kind(),
            target.shown(),
            checked(tenant, wanted.edit()),
            stamp.now(),
            stamp.now());
    transactions.run(() -> {
      channels().insert(channel, stores.vault().seal(channel.id(), target));
      record(tenant, change("created", channel).to(channel));
    });
    return new Made(channel, target);
  }

  public Page<AlertChannel> list(@Nullable TenantId tenant, PageRequest page) {
    return page.page(channels().list(tenant, page), channel -> channel.id().uuid());
  }

  /** 404 when it is not the tenant's. */
  public AlertChannel get(@Nullable TenantId tenant, AlertChannelId id) {
    return channels()
        .find(tenant, id)
        .orElseThrow(() -> ProblemException.notFound("The alert channel"));
  }

  public AlertChannel update(
      @Nullable TenantId tenant, AlertChannelId id, UnaryOperator<AlertChannel.Edit> edit) {
    return transactions.required(() -> {
      AlertChannel before = get(tenant, id);
      AlertChannel after =
          new AlertChannel(
              id,
              tenant,
              before.kind(),
              before.target(),
              checked(tenant, edit.apply(before.edit())),
              before.createdAt(),
              stamp.now());
      channels().update(after);
      record(tenant, change("updated", after).from(before).to(after));
      return after;
    });
  }

  public void delete(@Nullable TenantId tenant, AlertChannelId id) {
    transactions.run(() -> {
      AlertChannel before = get(tenant, id);
      channels().delete(tenant, id);
      messages().deleteOf(id);
      record(tenant, change("deleted", before).from(before));
    });
  }

  /** What was told by it lately, newest first. */
  public Page<AlertMessage> messages(
      @Nullable TenantId tenant, AlertChannelId id, PageRequest page) {
    get(tenant, id);
    return page.page(messages().list(id, page), message -> message.id().uuid());
  }

  void purge(@Observes TenantDeleted event) {
    messages().deleteAll(event.tenant());
    channels().deleteAll(event.tenant());
  }

  private static AlertChannel.Edit checked(@Nullable TenantId tenant, AlertChannel.Edit edit) {
    NewAlertChannel.check(edit.rules());
    if (tenant != null && edit.rules().everyTenant()) {
      throw ProblemException.unprocessable(
          "invalid_value", "/every_tenant", "Only a platform's channel hears of every tenant.");
    }
    return new AlertChannel.Edit(DisplayName.require(edit.name()), edit.enabled(), edit.rules());
  }

  void record(@Nullable TenantId tenant, Change change) {
    if (tenant == null) {
      trail.recordPlatform(change);
    } else {
      trail.record(tenant, change);
    }
  }

  static Change change(String what, AlertChannel channel) {
    return Change.of("alert_channel." + what, "alert_channel", channel.id());
  }

  private AlertChannelStore channels() {
    return stores.channels();
  }

  private AlertMessageStore messages() {
    return stores.messages();
  }
}

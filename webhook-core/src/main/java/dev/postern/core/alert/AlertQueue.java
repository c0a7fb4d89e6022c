package dev.postern.core.alert;

import dev.postern.core.Service;
import dev.postern.core.id.AlertMessageId;
import dev.postern.core.id.Mode;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.NoticeChanged;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.store.Transactions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Queues a message for each channel that wants the notice, in the transaction of the notice; where
 * those whose trouble it is have none yet, their administrators get a letter.
 */
@Service
public class AlertQueue {
  private final AlertStores stores;
  private final Transactions transactions;
  private final Stamp stamp;
  private final AdministratorLetters letters;

  @Inject
  public AlertQueue(
      AlertStores stores, Transactions transactions, Stamp stamp, AdministratorLetters letters) {
    this.stores = stores;
    this.transactions = transactions;
    this.stamp = stamp;
    this.letters = letters;
  }

  /** Also in a tenant's own request: the platform's channels listen too, and are not its rows. */
  public void hear(@Observes NoticeChanged changed) {
    boolean unused =
        transactions.unscoped(() -> {
          tell(changed);
          return true;
        });
  }

  private void tell(NoticeChanged changed) {
    RaisedNotice notice = changed.notice();
    for (AlertChannel channel : stores.channels().listening(notice.tenant())) {
      if (reaches(channel, notice.tenant()) && channel.edit().rules().want(notice)) {
        queue(channel, changed);
      }
    }
    if (!changed.resolved() && stores.channels().none(notice.tenant())) {
      letters.tell(notice);
    }
  }

  /** Trouble of a test mode concerns nobody but the tenant. */
  private static boolean reaches(AlertChannel channel, @Nullable TenantId tenant) {
    return channel.tenant() != null || tenant == null || tenant.mode() == Mode.LIVE;
  }

  private void queue(AlertChannel channel, NoticeChanged changed) {
    boolean needless =
        changed.resolved()
            ? !stores.messages().told(channel.id(), changed.notice().id(), stamp.now())
            // It became severer: whoever has not heard of it yet will hear of it as it is then.
            : stores.messages().waits(channel.id(), changed.notice().id());
    if (needless) {
      return;
    }
    stores
        .messages()
        .insert(
            new AlertMessage(
                new AlertMessageId(stamp.id()),
                channel.id(),
                changed.notice().id(),
                changed.resolved(),
                AlertMessage.Status.WAITING,
                0,
                stamp.now(),
                null,
                null),
            channel);
  }
}

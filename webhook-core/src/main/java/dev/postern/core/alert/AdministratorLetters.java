package dev.postern.core.alert;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.core.Service;
import dev.postern.core.access.User;
import dev.postern.core.access.Users;
import dev.postern.core.id.Mode;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.mail.MailOutbox;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.RaisedNotice;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where nobody has set up an alert channel yet, administrators get notices by mail: what goes wrong
 * is told to somebody from the first day on. Warnings and worse of live tenants and of the
 * platform, when they begin and when they become severer, at most {@value AlertPace#MOST} of each
 * within ten minutes from a node; without a mail server nothing. Thread-safe.
 */
@Service
public class AdministratorLetters {
  private static final UUID PLATFORM = new UUID(0, 0);

  private final Function<@Nullable TenantId, List<User>> administrators;
  private final MailOutbox mail;
  private final AlertContents contents;
  private final Cache<UUID, AtomicInteger> lately;

  @Inject
  AdministratorLetters(Users users, MailOutbox mail, AlertContents contents, Stamp stamp) {
    this(users::administrators, mail, contents, stamp);
  }

  AdministratorLetters(
      Function<@Nullable TenantId, List<User>> administrators,
      MailOutbox mail,
      AlertContents contents,
      Stamp stamp) {
    this.administrators = administrators;
    this.mail = mail;
    this.contents = contents;
    this.lately =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(AlertPace.WINDOW)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(stamp.now().toEpochMilli()))
            .build();
  }

  /** Joins the notice's transaction. */
  void tell(RaisedNotice notice) {
    boolean live = notice.tenant() == null || notice.tenant().mode() == Mode.LIVE;
    if (!live || notice.severity().compareTo(Notice.Severity.WARNING) < 0 || !mail.configured()) {
      return;
    }
    List<User> people = administrators.apply(notice.tenant());
    if (people.isEmpty() || number(notice.tenant()) > AlertPace.MOST) {
      return;
    }
    AlertContent told = contents.of(notice, false);
    people.forEach(person -> mail.post(AlertWords.uninvited(person.email(), told)));
  }

  private int number(@Nullable TenantId tenant) {
    return lately
        .get(tenant == null ? PLATFORM : tenant.uuid(), any -> new AtomicInteger())
        .incrementAndGet();
  }
}

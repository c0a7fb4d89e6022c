package dev.postern.core.access;

import dev.postern.core.access.store.ApiKeyStore;
import dev.postern.core.access.store.UserStore;
import dev.postern.core.access.throttle.LoginThrottle;
import dev.postern.core.access.throttle.TestThrottle;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.id.Stamp;
import dev.postern.core.store.TestDatabase;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/** Real people over a test's database with core's tables. */
public record TestPeople(
    Users users, ApiKeys keys, SignIn signIn, LoginThrottle throttle, AuditTrail trail) {

  public static TestPeople over(TestDatabase database, Stamp stamp) {
    UserStore store = new UserStore(database.database());
    PasswordBook book = new PasswordBook(Passwords::matches);
    AuditTrail trail =
        new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp);
    Users users = new Users(store, book, trail, database.transactions(), stamp);
    LoginThrottle throttle = TestThrottle.over(database.database(), stamp::now);
    ApiKeys keys =
        new ApiKeys(
            new ApiKeyStore(database.database()),
            PlatformConfig.from(new Settings(key -> Optional.empty())),
            database.transactions(),
            trail,
            stamp,
            ForkJoinPool.commonPool());
    return new TestPeople(users, keys, new SignIn(store, users, book, throttle), throttle, trail);
  }
}

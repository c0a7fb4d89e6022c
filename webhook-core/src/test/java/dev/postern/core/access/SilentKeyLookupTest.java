package dev.postern.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.access.store.ApiKeyStore;
import dev.postern.core.store.SharedPostgres;
import dev.postern.core.store.SilencingProxy;
import dev.postern.core.store.StoreException;
import dev.postern.core.store.TestDatabase;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that says nothing any more: whoever shows a key is told so in time. */
class SilentKeyLookupTest {
  @Test
  void caller_is_not_kept_waiting_to_be_known() throws Exception {
    try (SilencingProxy proxy = new SilencingProxy(SharedPostgres.server().getPort());
        TestDatabase store = TestDatabase.postgresBehind(proxy.port(), new String[] {"core"});
        ExecutorService threads = Executors.newCachedThreadPool()) {
      ApiKeyStore keys = new ApiKeyStore(store.database());
      assertThat(keys.byHash(new byte[32])).isEmpty();

      proxy.silence(true);

      assertThatThrownBy(
              () -> threads.submit(() -> keys.byHash(new byte[32])).get(15, TimeUnit.SECONDS))
          .hasCauseInstanceOf(StoreException.class);
      proxy.silence(false);
    }
  }
}

package dev.postern.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.alert.store.AlertChannelStore;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notice;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The URL of Teams, Discord and many others is a credential: nobody who may only read sees it. */
abstract class ShownTargetContract {
  private static final TenantId TENANT = new TenantId(new UUID(1, 1));
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String DISCORD = "https://discord.example/api/webhooks/1234/a-long-token";

  private TestDatabase database;
  private AlertChannelStore store;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openStore() {
    database = open("core");
    store = new AlertChannelStore(database.database());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "https://discord.example/api/webhooks/1234/a-long-token, https://discord.example/…oken",
    "https://team.example:8443/hook?sig=abcdefghijkl, https://team.example:8443/…ijkl",
    "https://status.example/hooks, https://status.example/…",
    "https://status.example?token=secret, https://status.example/…",
    "https://status.example/, https://status.example/",
    "https://status.example, https://status.example",
  })
  void no_more_than_the_host_and_an_end_is_shown(String url, String shown) {
    assertThat(new AlertTarget(AlertKind.WEBHOOK, SecretText.of(url), null).shown())
        .isEqualTo(shown);
    assertThat(AlertTarget.shown(AlertKind.WEBHOOK, shown)).as("twice is once").isEqualTo(shown);
  }

  @Test
  void what_an_earlier_build_has_stored_is_masked_too_and_taken_out_of_the_table()
      throws Exception {
    AlertChannelId discord = stored(1, AlertKind.WEBHOOK, DISCORD);
    AlertChannelId short1 = stored(2, AlertKind.WEBHOOK, "https://status.example");
    AlertChannelId mail = stored(3, AlertKind.MAIL, "ops/night@example.com");
    assertThat(target(discord)).isEqualTo("https://discord.example/…oken");

    try (InputStream file =
        Objects.requireNonNull(
            getClass()
                .getResourceAsStream("/db/core/common/V96_10__mask_targets_of_webhooks.sql"))) {
      database
          .database()
          .update(new String(file.readAllBytes(), StandardCharsets.UTF_8).replace(";", ""));
    }
    assertThat(
            database
                .database()
                .query("select shown from alert_channel order by id", row -> row.text("shown")))
        .containsExactly(
            "https://discord.example/…", "https://status.example", "ops/night@example.com");
    assertThat(List.of(target(discord), target(short1), target(mail)))
        .containsExactly(
            "https://discord.example/…", "https://status.example", "ops/night@example.com");
  }

  private String target(AlertChannelId id) {
    return store.find(TENANT, id).orElseThrow().target();
  }

  private AlertChannelId stored(int number, AlertKind kind, String shown) {
    AlertChannelId id = new AlertChannelId(new UUID(0x7000, number));
    store.insert(
        new AlertChannel(
            id,
            TENANT,
            kind,
            shown,
            new AlertChannel.Edit(
                "Channel " + number,
                true,
                new AlertRules(Notice.Severity.WARNING, List.of(), false)),
            NOW,
            NOW),
        new byte[] {1});
    return id;
  }

  static final class H2Test extends ShownTargetContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static final class PostgresTest extends ShownTargetContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}

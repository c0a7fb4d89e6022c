package dev.postern.ingest.deny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.fetch.GuardedHttp;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.DenyList;
import dev.postern.ingest.World;
import dev.postern.ingest.network.IpText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for deny lists, with a feed over a real socket. */
abstract class DenyListContract {
  private World world;
  private HttpServer server;
  private DenyListFetcher fetcher;
  private DenyListFetcher secondNode;
  private volatile int status = 200;
  private volatile String feed = "203.0.113.0/24\n";
  private volatile int asked;
  private volatile Runnable asking = () -> {};

  abstract World open();

  @BeforeEach
  void openWorld() throws IOException, NoSuchAlgorithmException {
    world = open();
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked++;
          asking.run();
          byte[] body = feed.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    GuardedHttp http = new GuardedHttp(world.guards.egress, SSLContext.getDefault());
    fetcher = fetcher(http);
    secondNode = fetcher(http);
  }

  @AfterEach
  void close() {
    server.stop(0);
    world.close();
  }

  @Test
  void a_list_is_imported_from_a_file_and_refuses_its_networks_for_its_tenant_only() {
    DenyList list = create(null);
    DenyList imported =
        world.guards.lists.replace(
            World.TENANT, list.id(), "203.0.113.0/24\n0.0.0.0/0\n2001:db8::/32");
    world.guards.denied.refresh();

    assertThat(imported.contents().entries()).isEqualTo(2);
    assertThat(imported.contents().skipped()).isOne();
    assertThat(listing("203.0.113.9")).contains("A feed");
    assertThat(listing("2001:db8::9")).contains("A feed");
    assertThat(listing("192.0.2.1")).isEmpty();
    assertThat(world.guards.denied.listing(World.OTHER, address("203.0.113.9"))).isEmpty();
    assertThatThrownBy(() -> world.guards.lists.replace(World.TENANT, list.id(), "<html>"))
        .hasMessageContaining("No line of it is a network");
    assertThatThrownBy(() -> world.guards.lists.find(World.OTHER, list.id()))
        .hasMessageStartingWith("not_found");
  }

  @Test
  void a_url_is_fetched_on_schedule_by_one_node() {
    DenyList list = create(url());
    fetcher.round();
    secondNode.round();
    world.guards.denied.refresh();
    assertThat(asked).isOne();
    assertThat(listing("203.0.113.9")).contains("A feed");

    feed = "198.51.100.0/24\n";
    world.now.updateAndGet(now -> now.plusSeconds(3599));
    fetcher.round();
    assertThat(asked).isOne();
    world.now.updateAndGet(now -> now.plusSeconds(1));
    fetcher.round();
    world.guards.denied.refresh();
    assertThat(listing("203.0.113.9")).isEmpty();
    assertThat(listing("198.51.100.9")).contains("A feed");
    assertThat(world.guards.lists.find(World.TENANT, list.id()).contents().importedAt())
        .isEqualTo(world.now.get());
  }

  @Test
  void the_last_good_copy_stays_whatever_the_feed_does_and_people_are_told() {
    DenyList list = create(url());
    fetcher.round();

    status = 500;
    again();
    feed = "<html>moved</html>";
    status = 200;
    again();
    assertThat(notices()).isEmpty();
    status = 302;
    again();
    world.guards.denied.refresh();
    DenyList failing = world.guards.lists.find(World.TENANT, list.id());
    assertThat(failing.fetching().failures()).isEqualTo(3);
    assertThat(failing.fetching().lastError()).isEqualTo("The answer was 302.");
    assertThat(failing.contents().entries()).isOne();
    assertThat(listing("203.0.113.9")).contains("A feed");
    assertThat(notices())
        .singleElement()
        .extracting(RaisedNotice::kind)
        .isEqualTo("deny_list.not_refreshed");

    status = 200;
    feed = "192.0.2.0/24";
    again();
    assertThat(notices()).isEmpty();
    assertThat(world.guards.lists.find(World.TENANT, list.id()).fetching().failures()).isZero();
  }

  @Test
  void nobody_is_told_any_longer_of_a_list_that_is_not_fetched_any_more() {
    status = 500;
    DenyList disabled = create(url());
    DenyList deleted = create(url());
    DenyList failing = create(url());
    for (int i = 0; i < 9; i++) {
      again();
    }
    assertThat(notices()).hasSize(3);

    DenyList unused =
        world.guards.lists.update(
            World.TENANT, disabled.id(), new DenyList.Edit("A feed", url(), 3600, false));
    world.guards.lists.delete(World.TENANT, deleted.id());
    fetcher.endOfUnfetched();

    assertThat(notices())
        .singleElement()
        .extracting(RaisedNotice::incident)
        .isEqualTo("deny_list.not_refreshed:" + failing.id());
  }

  @Test
  void failures_of_one_url_are_not_held_against_another() {
    DenyList list = create(url());
    status = 500;
    again();
    again();
    assertThat(changed(list, "Renamed", url()).failures()).isEqualTo(2);

    assertThat(changed(list, "Renamed", url() + "?v=2"))
        .isEqualTo(new DenyList.Fetching(world.now.get(), 0, null));
    fetcher.round();

    assertThat(world.guards.lists.find(World.TENANT, list.id()).fetching().failures()).isOne();
    assertThat(notices()).isEmpty();
    assertThat(changed(list, "Renamed", null)).isEqualTo(new DenyList.Fetching(null, 0, null));
  }

  @Test
  void what_comes_from_a_url_that_it_no_longer_has_changes_nothing() {
    DenyList list = create(url());
    asking = () -> changed(list, "A feed", null);
    fetcher.round();
    assertThat(asked).isOne();
    DenyList after = world.guards.lists.find(World.TENANT, list.id());
    assertThat(after.contents().entries()).isZero();
    assertThat(after.fetching()).isEqualTo(new DenyList.Fetching(null, 0, null));

    DenyList.Fetching before = changed(list, "A feed", url());
    status = 500;
    asking = () -> changed(list, "A feed", url() + "?v=2");
    fetcher.round();
    assertThat(world.guards.lists.find(World.TENANT, list.id()).fetching()).isEqualTo(before);
  }

  private DenyList.Fetching changed(
      DenyList list, String name, @org.jspecify.annotations.Nullable String url) {
    return world
        .guards
        .lists
        .update(World.TENANT, list.id(), new DenyList.Edit(name, url, 3600, true))
        .fetching();
  }

  @Test
  void what_a_fetch_changes_is_in_the_trail_once_and_the_same_again_is_not() {
    DenyList list = create(url());
    fetcher.round();
    again();
    feed = "198.51.100.0/24\n192.0.2.0/24\n";
    again();
    again();

    List<AuditEntry> imports =
        world
            .guards
            .audit
            .list(World.TENANT.uuid(), AuditFilter.ALL, PageRequest.first(9))
            .data()
            .stream()
            .filter(entry -> entry.action().equals("deny_list.imported"))
            .toList();
    assertThat(imports)
        .hasSize(2)
        .allSatisfy(entry -> {
          assertThat(entry.targetId()).isEqualTo(list.id().toString());
          assertThat(entry.actor().id()).isEqualTo("guard");
        });
    assertThat(imports.getFirst().before()).contains("\"entries\":1");
    assertThat(imports.getFirst().after()).contains("\"entries\":2");
  }

  @Test
  void a_disabled_or_deleted_list_refuses_nobody() {
    DenyList list = create(null);
    world.guards.lists.replace(World.TENANT, list.id(), "203.0.113.0/24");
    world.guards.denied.refresh();
    world.guards.lists.update(
        World.TENANT, list.id(), new DenyList.Edit("A feed", null, 3600, false));
    world.guards.denied.refresh();
    assertThat(listing("203.0.113.9")).isEmpty();
    world.guards.lists.update(
        World.TENANT, list.id(), new DenyList.Edit("Renamed", null, 3600, true));
    world.guards.denied.refresh();
    assertThat(listing("203.0.113.9")).contains("Renamed");
    world.guards.lists.delete(World.TENANT, list.id());
    world.guards.denied.refresh();
    assertThat(listing("203.0.113.9")).isEmpty();
  }

  @Test
  void urls_that_lead_inside_are_refused_when_they_are_set() {
    assertThatThrownBy(() -> create("http://169.254.169.254/latest/meta-data"))
        .hasMessageStartingWith("invalid_value");
    assertThatThrownBy(() -> create("ftp://example.com/list"))
        .hasMessageStartingWith("invalid_value");
  }

  private void again() {
    world.now.updateAndGet(now -> now.plus(Duration.ofHours(1)));
    fetcher.round();
  }

  private DenyList create(@org.jspecify.annotations.Nullable String url) {
    return world.guards.lists.create(World.TENANT, new DenyList.Edit("A feed", url, 3600, true));
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/drop.txt";
  }

  private DenyListFetcher fetcher(GuardedHttp http) {
    return new DenyListFetcher(
        world.guards.denyStore,
        http,
        world.guards.notices,
        world.guards.audit,
        world.database.transactions(),
        world.guards.stamp,
        world.executor);
  }

  private Optional<String> listing(String address) {
    return world.guards.denied.listing(World.TENANT, address(address));
  }

  private static InetAddress address(String text) {
    return Objects.requireNonNull(IpText.parse(text));
  }

  private List<RaisedNotice> notices() {
    return world.guards.notices.list(World.TENANT, true, PageRequest.first(10)).data();
  }

  static final class H2Test extends DenyListContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends DenyListContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}

package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.DenyList;
import dev.postern.ingest.Measure;
import dev.postern.ingest.World;
import dev.postern.ingest.country.CountryFile;
import dev.postern.ingest.guard.Measures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deny lists, countries and measures through the whole door. */
class GuardedDoorTest extends AtTheDoor {
  @TempDir Path folder;

  @Test
  void an_address_on_a_deny_list_is_refused_and_only_operators_learn_by_which() throws Exception {
    Provider stripe = stripe(settings -> settings);
    DenyList list =
        world.guards.lists.create(World.TENANT, new DenyList.Edit("Spamhaus", null, 3600, true));
    world.guards.lists.replace(World.TENANT, list.id(), "203.0.113.0/24");
    world.guards.denied.refresh();

    ProviderAnswer answer = stripe.post(stripe.signed(BODY, world.now.get()));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(code(answer)).isEqualTo("ip_not_allowed");
    assertThat(json(answer).toString()).doesNotContain("Spamhaus").doesNotContain("203.0.113");
    world.rejections.flush();
    assertThat(rejections().getFirst().diagnosis())
        .isEqualTo("deny_list: the address is on \"Spamhaus\"");
    assertThat(stripe.post(stripe.signed(BODY, world.now.get()).from("192.0.2.1")).status())
        .isEqualTo(200);
  }

  @Test
  void countries_are_allowed_and_denied_by_the_operators_database() throws Exception {
    Path file = folder.resolve("country.mmdb");
    new CountryFile()
        .put("192.0.2.0/24", "DE")
        .put("198.51.100.0/24", "KP")
        .put("2001:db8:1::/48", "DE")
        .write(file);
    reopen(file);
    Provider german =
        stripe(settings -> edit(settings, "countries", "{\"allow\":[\"DE\"]" + ",\"deny\":[]}"));
    Provider wary =
        stripe(settings -> edit(settings, "countries", "{\"allow\":[],\"deny\":[\"KP\"]}"));

    assertThat(from(german, "192.0.2.7")).isEqualTo(200);
    assertThat(from(german, "2001:db8:1::7")).isEqualTo(200);
    assertThat(from(german, "198.51.100.7")).isEqualTo(403);
    assertThat(from(german, "203.0.113.7"))
        .as("an unknown country is not in the list")
        .isEqualTo(403);
    assertThat(from(wary, "198.51.100.7")).isEqualTo(403);
    assertThat(from(wary, "203.0.113.7")).isEqualTo(200);
    world.rejections.flush();
    assertThat(rejections())
        .extracting(rejection -> rejection.diagnosis())
        .contains("country: KP", "country: the address has no known country");
  }

  @Test
  void a_new_database_file_is_read_and_a_broken_one_is_not() throws Exception {
    Path file = folder.resolve("country.mmdb");
    new CountryFile().put("192.0.2.0/24", "DE").write(file);
    reopen(file);
    Provider german =
        stripe(settings -> edit(settings, "countries", "{\"allow\":[\"DE\"],\"deny\":[]}"));

    Files.writeString(file, "no database");
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    refreshCountries();
    assertThat(from(german, "192.0.2.7")).isEqualTo(200);

    new CountryFile().put("192.0.2.0/24", "FR").write(file);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(60)));
    refreshCountries();
    assertThat(from(german, "192.0.2.7")).isEqualTo(403);
  }

  @Test
  void without_a_database_an_allow_list_lets_nobody_in_and_a_deny_list_everybody() {
    Provider german =
        stripe(settings -> edit(settings, "countries", "{\"allow\":[\"DE\"],\"deny\":[]}"));
    Provider wary =
        stripe(settings -> edit(settings, "countries", "{\"allow\":[],\"deny\":[\"KP\"]}"));
    assertThat(from(german, "192.0.2.7")).isEqualTo(403);
    assertThat(from(wary, "192.0.2.7")).isEqualTo(200);
    world.rejections.flush();
    assertThat(rejections().getFirst().diagnosis())
        .isEqualTo("country: there is no country database on this node");
  }

  @Test
  void measures_block_a_network_close_a_source_and_tighten_its_limit() throws Exception {
    Provider stripe = stripe(settings -> settings);
    Measure block = apply(stripe, Measure.Kind.BLOCK_NETWORK, "203.0.113.0/24");
    assertThat(from(stripe, "203.0.113.50")).isEqualTo(403);
    assertThat(from(stripe, "192.0.2.1")).isEqualTo(200);
    world.guards.measures.undo(World.TENANT, stripe.source().id(), block.id());
    assertThat(from(stripe, "203.0.113.50")).isEqualTo(200);

    Measure closed = apply(stripe, Measure.Kind.DISABLE_SOURCE, null);
    ProviderAnswer answer = stripe.post(stripe.signed(BODY, world.now.get()));
    assertThat(answer)
        .usingRecursiveComparison()
        .isEqualTo(stripe.post("A".repeat(43), stripe.signed(BODY, world.now.get())));
    world.guards.measures.undo(World.TENANT, stripe.source().id(), closed.id());

    apply(stripe, Measure.Kind.TIGHTEN_LIMIT, null);
    for (int i = 0; i < 10; i++) {
      assertThat(from(stripe, "198.51.100.1")).isEqualTo(200);
    }
    assertThat(from(stripe, "198.51.100.1")).isEqualTo(429);
    assertThat(from(stripe, "198.51.100.2")).as("its neighbour is the same client").isEqualTo(429);
    assertThat(from(stripe, "192.0.2.2")).isEqualTo(200);
    world.now.updateAndGet(now -> now.plus(Duration.ofHours(1)));
    for (int i = 0; i < 11; i++) {
      assertThat(from(stripe, "198.51.100.1")).isEqualTo(200);
    }
  }

  @Test
  void a_closed_source_cannot_be_told_from_an_unknown_one_by_what_it_forbids() {
    Provider stripe =
        stripe(settings ->
            edit(edit(settings, "max_body_bytes", "1024"), "allowed_cidrs", "[\"192.0.2.0/24\"]"));
    Provider.Posted small = stripe.signed(BODY, world.now.get());
    Provider.Posted large = stripe.signed(" ".repeat(1025), world.now.get()).from("192.0.2.1");
    assertThat(stripe.post(large).status()).isEqualTo(413);
    assertThat(stripe.post(small).status()).isEqualTo(403);

    Measure blocked = apply(stripe, Measure.Kind.BLOCK_NETWORK, "192.0.2.0/24");
    assertThat(stripe.post(small.from("192.0.2.1")).status()).isEqualTo(403);
    apply(stripe, Measure.Kind.DISABLE_SOURCE, null);

    looksUnknown(stripe, large);
    looksUnknown(stripe, small);
    looksUnknown(stripe, small.from("192.0.2.1"));
    pause(stripe);
    looksUnknown(stripe, small);
    world.guards.measures.undo(World.TENANT, stripe.source().id(), blocked.id());
    looksUnknown(stripe, small.from("192.0.2.1"));
  }

  private void looksUnknown(Provider at, Provider.Posted request) {
    assertThat(at.post(request))
        .usingRecursiveComparison()
        .isEqualTo(at.post("A".repeat(43), request));
  }

  private void reopen(Path file) {
    world.close();
    world = World.h2("postern.geoip.file", file.toString());
    reception = Receptions.over(world, counters);
  }

  private void refreshCountries() throws Exception {
    var refresh = world.guards.countries.getClass().getDeclaredMethod("refresh");
    refresh.setAccessible(true);
    refresh.invoke(world.guards.countries);
  }

  private Measure apply(Provider at, Measure.Kind kind, @Nullable String network) {
    return world.guards.measures.apply(
        new Measures.Wish(
            World.TENANT, at.source().id(), kind, network, Duration.ofHours(1), "By hand"));
  }

  private int from(Provider at, String client) {
    return at.post(at.signed(BODY, world.now.get()).from(client)).status();
  }
}

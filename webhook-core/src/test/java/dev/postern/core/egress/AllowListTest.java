package dev.postern.core.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postern.core.egress.Decision.Allowed;
import dev.postern.core.egress.Decision.Refused;
import dev.postern.core.egress.Resolution.Blocked;
import dev.postern.core.egress.Resolution.Resolved;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.0/8 | http://127.0.0.1:9000/hook",
        "127.0.0.0/8 | https://127.9.9.9:8443/",
        "127.0.0.0/8 | http://localhost:9000/hook",
        "::1/128 | http://[::1]:9000/",
        "127.0.0.1/32:9000 | http://127.0.0.1:9000/",
        "10.0.0.0/8 | http://10.1.2.3/",
        "10.0.0.0/8, 192.168.0.0/16 | https://192.168.0.1:8443/",
        "fd12::/64:8443 | https://[fd12::1]:8443/",
        "10.0.0.0/8:8443 | https://inside.example.com:8443/",
        "0.0.0.0/0 | https://10.0.0.1/",
      })
  void opens_what_it_names(String allow, String url) {
    assertThat(check(allow, url)).isInstanceOf(Allowed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "169.254.0.0/16 | https://169.254.169.254/ | IP",
        "0.0.0.0/0 | https://169.254.169.254/ | IP",
        "fd00:ec2::/32 | https://[fd00:ec2::254]/ | IP",
        "::/0 | https://[fd00:ec2::254]/ | IP",
        "0.0.0.0/0 | https://127.0.0.1/ | IP",
        "::/0 | https://[::1]/ | IP",
        "126.0.0.0/7 | https://127.0.0.1/ | IP",
        "0.0.0.0/0 | https://0.0.0.0/ | IP",
        "0.0.0.0/8 | https://0.0.0.1/ | IP",
        "10.0.0.0/8 | https://127.0.0.1/ | IP",
        "127.0.0.0/8 | https://[::1]/ | IP",
        "127.0.0.0/8 | https://[::ffff:127.0.0.1]/ | IP",
        "127.0.0.1/32:9000 | http://127.0.0.1:9001/ | IP",
        "64:ff9b::/96 | https://[64:ff9b::a9fe:a9fe]/ | IP",
        "64:ff9b::/96 | https://[64:ff9b::a00:1]/ | IP",
        "2002::/16 | https://[2002:a9fe:a9fe::1]/ | IP",
        "64:ff9b:1::/48 | https://[64:ff9b:1:a9fe:a9:fe00::]/ | IP",
        "10.0.0.0/8 | https://localhost/ | HOST",
        "127.0.0.0/8 | https://foo.localhost/ | HOST",
        "127.0.0.0/8 | http://hooks.example.com/ | SCHEME",
        "127.0.0.0/8 | https://hooks.example.com:22/ | PORT",
        "127.0.0.0/8 | https://8.8.8.8:8443/ | PORT",
      })
  void leaves_closed_what_it_does_not_name(String allow, String url, Refusal expected) {
    assertThat(check(allow, url))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(expected));
  }

  @Test
  void opens_nat64_only_towards_what_is_open_itself() {
    assertThat(check("64:ff9b::/96", "https://[64:ff9b::808:808]/")).isInstanceOf(Allowed.class);
    assertThat(check("64:ff9b::/96, 10.0.0.0/8", "https://[64:ff9b::a00:1]/"))
        .isInstanceOf(Allowed.class);
  }

  @Test
  void a_name_on_a_named_port_must_lead_inside_the_range() {
    StubNames names =
        new StubNames()
            .answering("inside.example.com", "10.0.0.1")
            .answering("outside.example.com", "93.184.216.34");
    EgressResolver resolver =
        new EgressResolver(() -> EgressPolicy.parse("10.0.0.0/8:8443", true), names);
    assertThat(resolver.resolve(url(resolver, "https://inside.example.com:8443/"), SOON))
        .isInstanceOf(Resolved.class);
    assertThat(resolver.resolve(url(resolver, "https://outside.example.com:8443/"), SOON))
        .isInstanceOfSatisfying(
            Blocked.class, blocked -> assertThat(blocked.detail()).contains("Port 8443"));
  }

  @Test
  void localhost_is_loopback_without_a_lookup() {
    StubNames names = new StubNames();
    EgressResolver resolver =
        new EgressResolver(() -> EgressPolicy.parse("127.0.0.0/8", true), names);
    assertThat(resolver.resolve(url(resolver, "http://localhost:9000/"), SOON))
        .isEqualTo(new Resolved(List.of(StubNames.address("127.0.0.1"))));
    assertThat(names.asked()).isEmpty();
  }

  @Test
  void opens_what_the_installation_denied_of_itself() {
    EgressPolicy own =
        EgressPolicy.parse("127.0.0.0/8", true)
            .alsoDenying(List.of(Cidr.parse("127.0.0.1/32"), Cidr.parse("93.184.216.34/32")));
    assertThat(own.check("http://127.0.0.1:9000/")).isInstanceOf(Allowed.class);
    assertThat(own.check("https://93.184.216.34/")).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.0.0.1/8",
        "10.0.0.0/33",
        "10.0.0/8",
        "010.0.0.0/8",
        "10.0.0.0/08",
        "10/8",
        "10.0.0.0/8:0",
        "10.0.0.0/8:65536",
        "10.0.0.0/8:",
        "10.0.0.0/-1",
        "example.com/8",
        "fe80::1%eth0/64",
        "::ffff:127.0.0.0/104",
        "127.0.0.0/8;10.0.0.0/8",
        "*"
      })
  void refuses_a_bad_entry_in_one_line_that_shows_it(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EgressPolicy.parse("127.0.0.0/8, " + entry, true))
        .withMessageStartingWith("postern.egress.allow ")
        .withMessageContaining("'" + entry + "'")
        .satisfies(error -> assertThat(error).message().hasLineCount(1));
  }

  private static final Duration SOON = Duration.ofSeconds(1);

  private static Decision check(String allow, String url) {
    return EgressPolicy.parse(allow, true).check(url);
  }

  private static EgressUrl url(EgressResolver resolver, String text) {
    return ((Allowed) resolver.check(text)).url();
  }
}

package dev.postern.core.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.egress.Decision.Allowed;
import dev.postern.core.egress.Decision.Refused;
import dev.postern.core.egress.EgressPolicy.Options;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example.com, hooks.example.com, 443, /",
    "https://HOOKS.Example.com/In, hooks.example.com, 443, /In",
    "https://hooks.example.com/%2F/../a//b?x=%0a&y=a@b:c, hooks.example.com, 443,"
        + " /%2F/../a//b?x=%0a&y=a@b:c",
    "https://b\u00fccher.example/, xn--bcher-kva.example, 443, /",
    "https://XN--BCHER-KVA.example/, xn--bcher-kva.example, 443, /",
    "https://fa\u00df.example/, xn--fa-hia.example, 443, /",
    "https://a--b.example.com/, a--b.example.com, 443, /",
    "https://1.2.3.4.example.com/, 1.2.3.4.example.com, 443, /"
  })
  void keeps_what_was_typed_and_knows_its_parts(String text, String host, int port, String target) {
    EgressUrl url = ((Allowed) EgressPolicy.strict().check(text)).url();
    assertThat(url.host()).isEqualTo(host);
    assertThat(url.port()).isEqualTo(port);
    assertThat(url.target()).isEqualTo(target);
    assertThat(url).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https",
        "https:",
        "https://hooks.example.com:/",
        "https://hooks.example.com./",
        "HTTPS://hooks.example.com/",
        "https://hooks.example.com:443x/",
        "https://[v1.a]/",
        "https://[]/",
        "https://[:::]/",
        "https://[1:2:3:4:5:6:7:8:9]/",
        "https://[1::2::3]/",
        "https://[12345::]/",
        "https://[1:2:3:4:5:6:7]/",
        "https://[2606:4700::1%25eth0]/",
        "https://[::FFFF:8.8.8.8]/",
        "https://hooks.example.com/%zz",
        "https://hooks.example.com/%2",
        "https://hooks.example.com/{a}",
        "https://hooks.example.com/\u00e9",
        "https://hooks.example.com/a[0]",
        "https://hooks.example.com/\u2028",
        "https://B\u00fccher.example/",
        "https://hooks\u3002example.com/",
        "https://xn--a.example.com/",
        "https://xn--.example.com/",
        "https://xn--abc-.example.com/",
        "https://\ud800.example.com/",
        "https://hooks.example.com\u0000/",
        "https://hooks.example.com,evil.example/",
        "https://hooks.example.com:443:443/",
        "https://a.0xffffffff/",
        "https://1.2.3.4./",
        "https://01.2.3.4/",
        "https://1.2.3.4.5/",
        "https://hooks-.example.com/",
        "https://\u2603.example.com/",
        "https://hooks.example.com&@127.0.0.1/",
        "//hooks.example.com/"
      })
  void refuses_what_another_parser_might_read_differently(String text) {
    assertThat(EgressPolicy.strict().check(text)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "printer.local",
        "a.b.local",
        "x.localdomain",
        "nas.lan",
        "wiki.corp",
        "api.svc",
        "kubernetes.default.svc",
        "kubernetes.default",
        "localhost4.localdomain4",
        "localhost6.localdomain6",
        "shop.test",
        "site.i2p",
        "relay.mail",
        "1.0.0.127.in-addr.arpa",
        "x.alt",
        "host.docker.internal",
        "LOCALHOST",
        "metadata.goog",
        "redis",
        "db.consul"
      })
  void refuses_names_that_only_mean_something_inside(String host) {
    assertThat(EgressPolicy.strict().check("https://" + host + "/"))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.HOST));
  }

  @Test
  void a_label_of_63_is_the_longest_and_253_the_longest_name() {
    String label = "a".repeat(63);
    assertThat(EgressPolicy.strict().check("https://" + label + ".example.com/"))
        .isInstanceOf(Allowed.class);
    assertThat(EgressPolicy.strict().check("https://" + label + "a.example.com/"))
        .isInstanceOf(Refused.class);
    String name = (label + ".").repeat(3) + "a".repeat(61);
    assertThat(EgressPolicy.strict().check("https://" + name + "/")).isInstanceOf(Allowed.class);
    assertThat(EgressPolicy.strict().check("https://" + name + "a/")).isInstanceOf(Refused.class);
  }

  @Test
  void permits_plain_http_on_its_own_port_when_https_is_not_required() {
    EgressPolicy policy = EgressPolicy.parse("", false);
    assertThat(policy.check("http://hooks.example.com/")).isInstanceOf(Allowed.class);
    assertThat(policy.check("http://hooks.example.com:8080/")).isInstanceOf(Refused.class);
    assertThat(policy.check("http://10.0.0.1/")).isInstanceOf(Refused.class);
  }

  @Test
  void permits_extra_ports_and_forbids_literals_when_told_so() {
    EgressPolicy policy = EgressPolicy.strict().with(new Options(true, false, Set.of(8443)));
    assertThat(policy.check("https://hooks.example.com:8443/")).isInstanceOf(Allowed.class);
    assertThat(policy.check("https://hooks.example.com:8444/")).isInstanceOf(Refused.class);
    assertThat(policy.check("https://8.8.8.8/"))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.HOST));
  }

  @Test
  void writes_the_authority_with_brackets_and_the_port_only_when_needed() {
    EgressPolicy policy = EgressPolicy.parse("::1/128", true);
    assertThat(((Allowed) policy.check("http://[::1]:9000/")).url().authority())
        .isEqualTo("[::1]:9000");
    assertThat(((Allowed) policy.check("https://8.8.8.8:443/")).url().authority())
        .isEqualTo("8.8.8.8");
  }
}

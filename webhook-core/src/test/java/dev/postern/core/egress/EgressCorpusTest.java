package dev.postern.core.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.egress.Decision.Allowed;
import dev.postern.core.egress.Decision.Refused;
import dev.postern.core.egress.Resolution.Blocked;
import dev.postern.core.egress.Resolution.DnsFailure;
import dev.postern.core.egress.Resolution.Resolved;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EgressCorpusTest {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Set<String> BY_TEXT =
      Set.of(
          "REJECT_SYNTAX",
          "REJECT_SCHEME",
          "REJECT_USERINFO",
          "REJECT_PORT",
          "REJECT_HOST",
          "REJECT_IP");

  private final StubNames names =
      new StubNames()
          .answering("hooks.example.com", "93.184.216.34")
          .answering("xn--itlab-j1a.com", "93.184.216.34")
          .answering("169-254-169-254.sslip.io", "169.254.169.254")
          .answering("www.127.0.0.1.xip.example", "127.0.0.1")
          .answering("localtest.me", "127.0.0.1")
          .answering("spoofed.burpcollaborator.example", "::1")
          .answering("mixed.example.com", "93.184.216.34", "10.0.0.5")
          .answering("mapped.example.com", "::ffff:10.0.0.5")
          .answering("cname.example.com", "10.0.0.5")
          .answering("rebind.example.com", "93.184.216.34")
          .answering("rebind.example.com", "127.0.0.1");
  private final EgressResolver resolver = new EgressResolver(EgressPolicy::strict, names);

  static Stream<Corpus.Line> rejectedByText() {
    return Corpus.urls().stream().filter(line -> BY_TEXT.contains(line.verdict()));
  }

  static Stream<Corpus.Line> allowed() {
    return Corpus.urls().stream().filter(line -> line.verdict().equals("ALLOW"));
  }

  static Stream<Corpus.Line> rejectedByLookup() {
    return Corpus.urls().stream().filter(line -> line.verdict().equals("REJECT_DNS"));
  }

  @ParameterizedTest
  @MethodSource("rejectedByText")
  void refuses_by_text_alone_and_says_why(Corpus.Line line) {
    Decision decision = resolver.check(line.input());
    assertThat(decision).isInstanceOf(Refused.class);
    assertThat(((Refused) decision).refusal().code()).isEqualTo(line.refusal());
    assertThat(((Refused) decision).detail()).isNotBlank();
    assertThat(names.asked()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void allows_the_controls_through_text_and_lookup(Corpus.Line line) {
    Decision decision = resolver.check(line.input());
    assertThat(decision).isInstanceOf(Allowed.class);
    assertThat(resolver.resolve(((Allowed) decision).url(), SOON)).isInstanceOf(Resolved.class);
  }

  @ParameterizedTest
  @MethodSource("rejectedByLookup")
  void refuses_by_the_answer_of_the_lookup(Corpus.Line line) {
    EgressUrl url = ((Allowed) resolver.check(line.input())).url();
    Class<? extends Resolution> expected =
        line.input().contains("servfail") ? DnsFailure.class : Blocked.class;
    assertThat(resolver.resolve(url, SOON)).isInstanceOf(expected);
    assertThat(names.asked()).hasSize(1);
  }

  @Test
  void a_rebinding_name_is_pinned_to_the_answer_that_was_checked() {
    EgressUrl url = ((Allowed) resolver.check("https://rebind.example.com/")).url();
    assertThat(resolver.resolve(url, SOON))
        .isEqualTo(new Resolved(List.of(StubNames.address("93.184.216.34"))));
    assertThat(names.asked()).hasSize(1);
    assertThat(resolver.resolve(url, SOON)).isInstanceOf(Blocked.class);
  }

  @Test
  void the_corpus_is_really_there() {
    assertThat(rejectedByText()).hasSize(123);
    assertThat(allowed()).hasSize(8);
    assertThat(rejectedByLookup()).hasSize(8);
  }
}

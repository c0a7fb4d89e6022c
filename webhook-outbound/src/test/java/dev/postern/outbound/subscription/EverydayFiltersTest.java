package dev.postern.outbound.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a thousand subscriptions ask of large events fits into one publish. */
class EverydayFiltersTest {
  private static final List<String> EVERYDAY =
      List.of(
          "data.body.contains('refund') || data.body.contains('void')",
          "data.body != ''",
          "data.status == 'paid' && data.body != data.status",
          "data.status in ['open', 'paid'] && 'body' in data",
          "data.body.startsWith('word') && !data.body.endsWith('end')",
          "size(data.body) > 1000 && data.tags.exists(tag, tag == 'vip')",
          "data.status.matches('^(open|paid)$') && !data.body.matches('chargeback')");

  private final FilterCompiler compiler = new FilterCompiler();

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 256})
  void of_a_thousand_subscriptions_take_a_batch_of_ten(int kilobytes) {
    String body = "word ".repeat(kilobytes * 1024 / 5) + "refund";
    EventFacts event =
        new EventFacts(
            "invoice.paid",
            null,
            () -> Map.of("body", body, "status", "paid", "tags", List.of("new", "vip")));
    FilterAllowance allowance = new FilterAllowance();

    for (int i = 0; i < 10 * 1000; i++) {
      String filter = EVERYDAY.get(i % EVERYDAY.size());
      assertThat(compiler.filter(filter).judge(event, allowance))
          .as(filter)
          .isEqualTo(new FilterVerdict.Passed());
    }
    assertThat(allowance.affords()).isTrue();
  }
}

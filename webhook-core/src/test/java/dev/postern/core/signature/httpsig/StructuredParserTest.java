package dev.postern.core.signature.httpsig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9651: what is read is written in its one canonical form, or is malformed. */
class StructuredParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a|a",
        "~  a ,\tb~|a, b",
        "*t/x:y-z|*t/x:y-z",
        "0|0",
        "-0|0",
        "007|7",
        "9|9",
        "999999999999999|999999999999999",
        "1.0|1.0",
        "1.50|1.5",
        "-0.125|-0.125",
        "100.0|100.0",
        "999999999999.999|999999999999.999",
        "\"a\\\"b\\\\c ~~\"|\"a\\\"b\\\\c ~~\"",
        "\"\"|\"\"",
        ":YQ==:|:YQ==:",
        ":YQ:|:YQ==:",
        "::|::",
        "?0|?0",
        "?1|?1",
        "@1659578233|@1659578233",
        "@-1|@-1",
        "()|()",
        "(  a   b;x )|(a b;x)",
        "(a b);q=1.0;z=?1|(a b);q=1.0;z",
        "a; x=?0;y|a;x=?0;y",
        "a9_-.*;k|a9_-.*;k"
      })
  void list_is_written_canonically(String text, String canonical) {
    assertThat(StructuredParser.list(text).map(Structured::write)).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,",
        "a,,b",
        ",a",
        "a b",
        "(a",
        "(a b",
        "(a\tb)",
        "(a(b))",
        "a;",
        "a;X",
        "a;9",
        "a;x=",
        "a;x;x",
        "1.",
        "1.0000",
        "1000000000000.0",
        "1000000000000000",
        "-",
        "--1",
        ".5",
        "\"a",
        "\"a\\n\"",
        "\"a\u0001\"",
        "\"a\u007f\"",
        "\"é\"",
        ":a",
        ":!:",
        ":a:b",
        "?",
        "?2",
        "@",
        "@1.5",
        "é",
        "[",
        "{}",
        "%\"x\"",
        "+1",
        "_a"
      })
  void text_of_another_shape_is_malformed(String text) {
    assertThat(StructuredParser.list(text)).isEmpty();
    assertThat(StructuredParser.dictionary("k=" + text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~a=1,  b~|a=1, b",
        "a=?1;x, b=?0|a;x, b=?0",
        "a=(1 2);q, *b=\"x\"|a=(1 2);q, *b=\"x\""
      })
  void dictionary_is_written_canonically(String text, String canonical) {
    assertThat(StructuredParser.dictionary(text).map(Structured::writeDictionary))
        .contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1, a=2", "A=1", "=1", "1=a", "a=1 b=2", "a=1,", "a = 1"})
  void dictionary_of_another_shape_is_malformed(String text) {
    assertThat(StructuredParser.dictionary(text)).isEmpty();
  }

  @Test
  void nothing_is_an_empty_list_and_an_empty_dictionary() {
    assertThat(StructuredParser.list("  ")).hasValueSatisfying(it -> assertThat(it).isEmpty());
    assertThat(StructuredParser.dictionary("")).hasValueSatisfying(it -> assertThat(it).isEmpty());
  }
}

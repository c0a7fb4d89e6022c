package dev.postern.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.postern.core.signature.CustomSchemeJson.Fault;
import dev.postern.core.signature.CustomSchemeJson.Kind;
import dev.postern.core.signature.CustomSchemeJson.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomSchemeJsonTest {
  private static final String WHOLE =
      """
      {"signature_header":"X-Sig","prefix":"v1=","template":"{id}.{timestamp}.{body}",
       "algorithm":"hmac_sha512","encoding":"base64url","timestamp_header":"X-At",
       "timestamp_unit":"iso_8601","tolerance":"PT60S","id_header":"X-Id",
       "event_id":"header:X-Id","event_type":"body:/a~1b/0"}\
      """;

  @Test
  void whole_description_is_read_and_written_the_same() {
    CustomScheme scheme = described(WHOLE);

    assertThat(scheme)
        .isEqualTo(
            new CustomScheme(
                new CustomScheme.Digest(
                    "X-Sig",
                    "v1=",
                    CustomScheme.Algorithm.HMAC_SHA512,
                    CustomScheme.Encoding.BASE64URL),
                "{id}.{timestamp}.{body}",
                new CustomScheme.Timestamp(
                    "X-At", CustomScheme.TimestampUnit.ISO_8601, Duration.ofSeconds(60)),
                "X-Id",
                new CustomScheme.Event("header:X-Id", "body:/a~1b/0")));
    assertThat(described(CustomSchemeJson.write(scheme).toString())).isEqualTo(scheme);
    assertThat(CustomSchemeJson.write(scheme).toString()).contains("\"tolerance\":\"PT60S\"");
  }

  @Test
  void only_the_signatures_field_is_required() {
    CustomScheme scheme = described("{\"signature_header\":\"X-Sig\",\"prefix\":null}");

    assertThat(CustomSchemeJson.write(scheme).toString())
        .isEqualTo(
            "{\"signature_header\":\"X-Sig\",\"prefix\":\"\",\"template\":\"{body}\","
                + "\"algorithm\":\"hmac_sha256\",\"encoding\":\"hex\",\"timestamp_header\":null,"
                + "\"timestamp_unit\":\"seconds\",\"tolerance\":null,\"id_header\":null,"
                + "\"event_id\":null,\"event_type\":null}");
  }

  @Test
  void empty_description_says_what_is_missing() {
    assertThat(faults("{}"))
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.pointer()).isEqualTo("/signature_header");
          assertThat(fault.kind()).isEqualTo(Kind.MISSING);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "null", "7", "\"x\"", "{", "", "{\"prefix\":\"a\",\"prefix\":\"b\"}"})
  void what_is_no_object_is_one_fault(String text) {
    assertThat(faults(text)).singleElement().extracting(Fault::pointer).isEqualTo("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"signature_header\":\"X Sig\"|/signature_header|WRONG",
        "\"signature_header\":7|/signature_header|WRONG",
        "\"prefix\":\"é\"|/prefix|WRONG",
        "\"prefix\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"|/prefix|WRONG",
        "\"template\":\"{timestamp}\"|/template|WRONG",
        "\"template\":\"{body}{secret}\"|/template|WRONG",
        "\"template\":\"{body}{header:}\"|/template|WRONG",
        "\"template\":\"{body}{\"|/template|WRONG",
        "\"template\":\"{timestamp}{body}\"|/timestamp_header|WRONG",
        "\"timestamp_header\":\"X-At\"|/timestamp_header|WRONG",
        "\"template\":\"{id}{body}\"|/id_header|WRONG",
        "\"id_header\":\"X-Id\"|/id_header|WRONG",
        "\"id_header\":\"X Id\"|/id_header|WRONG",
        "\"algorithm\":\"md5\"|/algorithm|WRONG",
        "\"encoding\":\"base32\"|/encoding|WRONG",
        "\"timestamp_unit\":\"days\"|/timestamp_unit|WRONG",
        "\"tolerance\":\"PT5S\"|/tolerance|WRONG",
        "\"tolerance\":\"soon\"|/tolerance|WRONG",
        "\"event_id\":\"id\"|/event_id|WRONG",
        "\"event_id\":\"body:/a~2\"|/event_id|WRONG",
        "\"event_type\":\"header:\"|/event_type|WRONG",
        "\"a/b~c\":1|/a~1b~0c|UNKNOWN"
      })
  void faulty_member_is_told_by_its_pointer(String member, String pointer, Kind kind) {
    String header =
        member.startsWith("\"signature_header") ? "" : "\"signature_header\":\"X-Sig\",";

    assertThat(faults("{" + header + member + "}"))
        .anySatisfy(fault -> {
          assertThat(fault.pointer()).isEqualTo(pointer);
          assertThat(fault.kind()).isEqualTo(kind);
          assertThat(fault.sentence()).isNotBlank();
        });
  }

  @ParameterizedTest
  @CsvSource({"PT1S, true", "P7D, true", "PT0.999S, false", "P7DT1S, false", "PT-5S, false"})
  void tolerance_lies_between_a_second_and_a_week(String tolerance, boolean fits) {
    String text =
        "{\"signature_header\":\"X-Sig\",\"timestamp_header\":\"X-At\","
            + "\"template\":\"{timestamp}{body}\",\"tolerance\":\"%s\"}".formatted(tolerance);

    assertThat(CustomSchemeJson.read(text) instanceof Outcome.Described).isEqualTo(fits);
  }

  @Test
  void every_fault_is_told_at_once() {
    assertThat(faults("{\"algorithm\":\"md5\",\"encoding\":1,\"x\":2}"))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/signature_header", "/algorithm", "/encoding", "/x");
  }

  private static CustomScheme described(String text) {
    return ((Outcome.Described) CustomSchemeJson.read(text)).scheme();
  }

  private static List<Fault> faults(String text) {
    assertThat(CustomSchemeJson.read(text)).asInstanceOf(type(Outcome.Faulty.class)).isNotNull();
    return ((Outcome.Faulty) CustomSchemeJson.read(text)).faults();
  }
}

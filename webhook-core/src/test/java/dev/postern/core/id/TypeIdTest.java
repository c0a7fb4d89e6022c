package dev.postern.core.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeIdTest {
  /** The specification's own vectors. */
  @ParameterizedTest
  @CsvSource({
    "00000000-0000-0000-0000-000000000000, 00000000000000000000000000",
    "00000000-0000-0000-0000-000000000001, 00000000000000000000000001",
    "00000000-0000-0000-0000-000000000020, 00000000000000000000000010",
    "ffffffff-ffff-ffff-ffff-ffffffffffff, 7zzzzzzzzzzzzzzzzzzzzzzzzz",
    "01890a5d-ac96-774b-bcce-b302099a8057, 01h455vb4pex5vsknk084sn02q",
  })
  void encodes_and_decodes_the_published_vectors(UUID uuid, String suffix) {
    assertThat(new TenantId(uuid)).hasToString("ten_" + suffix);
    assertThat(TenantId.parse("ten_" + suffix)).contains(new TenantId(uuid));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ten_",
        "evt_01h455vb4pex5vsknk084sn02q",
        "ten-01h455vb4pex5vsknk084sn02q",
        "ten_01H455VB4PEX5VSKNK084SN02Q",
        "ten_81h455vb4pex5vsknk084sn02q",
        "ten_01h455vb4pex5vsknk084sn02",
        "ten_01h455vb4pex5vsknk084sn02qq",
        "ten_01h455vb4pex5vsknk084sn0iq",
        "ten_é1h455vb4pex5vsknk084sn02q",
      })
  void anything_else_is_no_id(String text) {
    assertThat(TenantId.parse(text)).isEmpty();
  }

  @Test
  void texts_sort_as_their_uuids() {
    String earlier = new EventId(new UUID(0x0190_0000_0000_7000L, 5)).toString();
    String later = new EventId(new UUID(0x0190_0000_0001_7000L, 1)).toString();
    assertThat(earlier).isLessThan(later);
  }
}

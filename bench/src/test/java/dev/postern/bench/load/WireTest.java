package dev.postern.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final String WHOLE = "POST /a HTTP/1.1\r\ncontent-length: 4\r\n\r\nbody";

  @Test
  void readsAMessageAndItsEnd() throws IOException {
    Wire wire = wire(WHOLE);
    assertThat(wire.read(true).body()).isEqualTo(Wire.ascii("body"));
    assertThat(wire.read(true).over()).isTrue();
  }

  @Test
  void whatIsCutAnywhereIsNoMessage() {
    for (int length = 1; length < WHOLE.length(); length++) {
      String cut = WHOLE.substring(0, length);
      assertThatThrownBy(() -> wire(cut).read(true)).as(cut).isInstanceOf(EOFException.class);
    }
  }

  private static Wire wire(String text) {
    return new Wire(new ByteArrayInputStream(Wire.ascii(text)));
  }
}

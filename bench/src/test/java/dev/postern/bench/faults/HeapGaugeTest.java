package dev.postern.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeapGaugeTest {
  @Test
  void addsUpTheGenerationsAsEitherJdkNamesThem() {
    assertThat(
            HeapGauge.used(
                """
                29493:
                DefNew     total 68800K, used 27051K [0x00000000f2000000, 0x00000000f6aa0000)
                 eden space 61184K,  44% used [0x00000000f2000000, 0x00000000f3a6aca8)
                Tenured    total 152960K, used 1166K [0x00000000f6aa0000, 0x0000000100000000)
                 the  space 152960K,   0% used [0x00000000f6aa0000, 0x00000000f6bc3ab8)
                 Metaspace       used 3000K, committed 3200K, reserved 1114112K
                """))
        .isEqualTo((27_051 + 1_166) << 10);
    assertThat(
            HeapGauge.used(
                """
                 def new generation   total 68800K, used 20K [0x00, 0x01, 0x02)
                 tenured generation   total 152960K, used 3K [0x03, 0x04, 0x05)
                """))
        .isEqualTo(23 << 10);
  }

  @Test
  void watchesAProcess() throws Exception {
    // Surefire's processes collect serially, as the node does.
    try (HeapGauge gauge = new HeapGauge(ProcessHandle.current().pid())) {
      Patience.require(Duration.ofSeconds(20), "it is seen", () -> gauge.most() > 1 << 20);
      assertThat(gauge.most()).isLessThanOrEqualTo(Runtime.getRuntime().maxMemory());
    }
  }

  @Test
  void ofAProcessThatIsNotThereNothingIsSeen() throws Exception {
    try (HeapGauge gauge = new HeapGauge(4_000_000L)) {
      Patience.pause(Duration.ofSeconds(1));
      assertThat(gauge.most()).isZero();
    }
  }
}

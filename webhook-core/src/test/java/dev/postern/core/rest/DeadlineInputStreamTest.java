package dev.postern.core.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineInputStreamTest {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void a_body_a_byte_at_a_time_is_cut_off_when_its_time_is_over() throws IOException {
    try (InputStream body = body(new Dripping(32, Duration.ofSeconds(1)))) {
      assertThat(body.readNBytes(30)).hasSize(30);
      assertThatThrownBy(body::read).hasMessage("late");
    }
    try (InputStream body = body(new Dripping(32, Duration.ofSeconds(1)))) {
      assertThatThrownBy(body::readAllBytes).hasMessage("late");
    }
    try (InputStream body = body(new Dripping(32, Duration.ofSeconds(31)))) {
      assertThatThrownBy(() -> body.skip(1)).hasMessage("late");
    }
  }

  @Test
  void a_body_in_time_is_read_to_its_end() throws IOException {
    try (InputStream body = body(new Dripping(30, Duration.ofSeconds(1)))) {
      assertThat(body.readAllBytes()).hasSize(30);
    }
  }

  /** What the server did before anybody asked for the body is not the sender's delay. */
  @Test
  void the_time_runs_from_the_first_read_on() throws IOException {
    try (InputStream body = body(new Dripping(30, Duration.ofSeconds(1)))) {
      pass(WITHIN);
      assertThat(body.readAllBytes()).hasSize(30);
    }
  }

  @Test
  void a_sender_that_fell_silent_is_late_as_well() {
    InputStream silent =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new SocketTimeoutException("Async operation timed out");
          }
        };

    assertThatThrownBy(() -> body(silent).readAllBytes()).hasMessage("late");
  }

  private InputStream body(InputStream in) {
    return new DeadlineInputStream(in, WITHIN, now::get, () -> new IllegalStateException("late"));
  }

  private void pass(Duration time) {
    long unused = now.addAndGet(time.toNanos());
  }

  /** So many bytes, each of which takes so long. */
  private final class Dripping extends InputStream {
    private final Duration each;
    private int left;

    Dripping(int bytes, Duration each) {
      this.left = bytes;
      this.each = each;
    }

    @Override
    public int read() {
      if (left == 0) {
        return -1;
      }
      left--;
      pass(each);
      return 'x';
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      int value = read();
      if (value < 0) {
        return -1;
      }
      buffer[offset] = (byte) value;
      return 1;
    }

    @Override
    public long skip(long n) {
      return read() < 0 ? 0 : 1;
    }
  }
}

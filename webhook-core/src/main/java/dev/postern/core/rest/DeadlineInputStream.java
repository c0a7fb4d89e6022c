package dev.postern.core.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Throws once so long has passed since the first read: a byte at a time never lets a single read
 * time out. Not thread-safe.
 */
final class DeadlineInputStream extends FilterInputStream {
  private final long within;
  private final LongSupplier nanoTime;
  private final Supplier<? extends RuntimeException> late;
  private boolean begun;
  private long start;

  DeadlineInputStream(
      InputStream in,
      Duration within,
      LongSupplier nanoTime,
      Supplier<? extends RuntimeException> late) {
    super(in);
    this.within = within.toNanos();
    this.nanoTime = nanoTime;
    this.late = late;
  }

  @Override
  public int read() throws IOException {
    return Math.toIntExact(timed(super::read));
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return Math.toIntExact(timed(() -> super.read(buffer, offset, length)));
  }

  @Override
  public long skip(long n) throws IOException {
    return timed(() -> super.skip(n));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** The end is no longer late: with it nobody waits any more. */
  private long timed(Read read) throws IOException {
    if (!begun) {
      begun = true;
      start = nanoTime.getAsLong();
    }
    long result;
    try {
      result = read.get();
    } catch (SocketTimeoutException silent) {
      throw late.get();
    }
    if (result >= 0 && nanoTime.getAsLong() - start > within) {
      throw late.get();
    }
    return result;
  }

  @FunctionalInterface
  private interface Read {
    long get() throws IOException;
  }
}

package dev.postern.core.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Throws as soon as more than {@code limit} bytes have been read. Not thread-safe. */
public final class CappedInputStream extends FilterInputStream {
  private final Supplier<? extends RuntimeException> tooLarge;
  private long left;

  public CappedInputStream(
      InputStream in, long limit, Supplier<? extends RuntimeException> tooLarge) {
    super(in);
    this.left = limit;
    this.tooLarge = tooLarge;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(read);
    return read;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = super.skip(n);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long read) {
    left -= Math.max(read, 0);
    if (left < 0) {
      throw tooLarge.get();
    }
  }
}

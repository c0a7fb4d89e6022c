package dev.postern.outbound.send;

import java.time.Duration;

/**
 * How long the phases of an attempt took. A phase that did not take place is zero: a kept-alive
 * connection has no {@code connect} and no {@code tls}.
 *
 * @param dns lookup
 * @param connect TCP connection, over all addresses tried
 * @param tls handshake
 * @param firstByte from the start of the request to the first byte of the answer
 * @param total all of it
 */
public record Timings(
    Duration dns, Duration connect, Duration tls, Duration firstByte, Duration total) {}

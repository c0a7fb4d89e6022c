package dev.postern.outbound.send;

/** What one attempt carries along: the request, its end and its measurements. */
record Attempt(OutboundRequest request, Deadline deadline, Stopwatch watch) {}

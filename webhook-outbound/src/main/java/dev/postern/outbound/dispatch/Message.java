package dev.postern.outbound.dispatch;

/**
 * What is sent of an event.
 *
 * @param payload the exact bytes; not copied, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per attempt buys nothing
record Message(String eventId, String type, byte[] payload) {}

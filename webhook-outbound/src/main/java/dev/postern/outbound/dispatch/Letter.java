package dev.postern.outbound.dispatch;

import dev.postern.core.signature.HeaderFields;

/**
 * Body and content fields of one request, before it is signed.
 *
 * @param body not copied, never changed
 * @param own whether it is other bytes than the event's payload, which the ledger has already
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per attempt buys nothing
record Letter(Message message, byte[] body, HeaderFields content, boolean own) {
  private static final HeaderFields JSON = HeaderFields.of("content-type", "application/json");

  /** The payload as it stands. */
  static Letter plain(Message message) {
    return new Letter(message, message.payload(), JSON, false);
  }
}

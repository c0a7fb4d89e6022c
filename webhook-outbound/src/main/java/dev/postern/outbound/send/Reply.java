package dev.postern.outbound.send;

import dev.postern.core.signature.HeaderFields;

/**
 * What the receiver answered.
 *
 * @param status 200 to 599, or whatever else was sent in its place
 * @param headers the fields in order, bounded in number and size
 * @param body the beginning of the body
 */
public record Reply(int status, HeaderFields headers, BodyExcerpt body) {

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}

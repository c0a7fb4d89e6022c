package dev.postern.core.alert;

import dev.postern.core.notice.RaisedNotice;

/**
 * What is told.
 *
 * @param about whose trouble it is: a tenant's name, or the node's address for the platform
 * @param link where to look
 * @param dedupKey names the incident for as long as it lasts, over all tenants and nodes
 */
public record AlertContent(
    RaisedNotice notice, boolean resolved, String about, String link, String dedupKey) {
  /** {@code endpoint suspended}, for {@code endpoint.suspended}. */
  String title() {
    return notice.kind().replace('.', ' ').replace('_', ' ');
  }

  String severity() {
    return notice.severity().name().toLowerCase(java.util.Locale.ROOT);
  }
}

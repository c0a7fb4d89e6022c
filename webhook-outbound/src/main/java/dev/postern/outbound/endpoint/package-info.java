/**
 * Where a tenant wants its webhooks: URL, rules of delivery, signing. Decides what may be stored;
 * refuses to send, to count failures and to change an endpoint's status by itself.
 */
@NullMarked
package dev.postern.outbound.endpoint;

import org.jspecify.annotations.NullMarked;

/**
 * Requests in which a provider sends several events at once: each event becomes a webhook of its
 * own, in the shape in which the provider would have sent it alone. Pure. Refuses to lose an event:
 * what cannot be cut apart stays one webhook.
 */
@NullMarked
package dev.postern.ingest.batch;

import org.jspecify.annotations.NullMarked;

/**
 * Webhooks for the application's own code: annotate a bean's method with {@link
 * dev.postern.ingest.handle.HandlesWebhook} and it is called for what was received. Refuses to
 * schedule, to retry and to remember: the handover does.
 */
@NullMarked
package dev.postern.ingest.handle;

import org.jspecify.annotations.NullMarked;

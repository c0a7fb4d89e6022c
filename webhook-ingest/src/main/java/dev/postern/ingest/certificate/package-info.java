/**
 * Certificates and confirmations that a provider's message points to. Refuses to judge a URL's host
 * (the scheme did) and to go anywhere that the egress guard does not permit.
 */
@NullMarked
package dev.postern.ingest.certificate;

import org.jspecify.annotations.NullMarked;

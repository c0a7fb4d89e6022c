/**
 * Looks at all deliveries once a minute and says what a person must hear of: a tenant whose
 * deliveries fail for long, deliveries given up, a queue that does not get shorter, a certificate
 * or a secret about to end. Refuses to look at a single endpoint's failures: that is told by {@code
 * news} as it happens.
 */
@NullMarked
package dev.postern.outbound.alarm;

import org.jspecify.annotations.NullMarked;

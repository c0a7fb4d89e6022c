/** Rows of subscriptions. Refuses to judge what it is given. */
@NullMarked
package dev.postern.outbound.subscription.store;

import org.jspecify.annotations.NullMarked;

/** Rows of event types and of their versions. Refuses to judge what it is given. */
@NullMarked
package dev.postern.outbound.eventtype.store;

import org.jspecify.annotations.NullMarked;

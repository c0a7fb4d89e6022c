/** The engine's own connection to PostgreSQL, for notifications. Refuses to query anything. */
@NullMarked
package dev.postern.outbound.dispatch.store;

import org.jspecify.annotations.NullMarked;

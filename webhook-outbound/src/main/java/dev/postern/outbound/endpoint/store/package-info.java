/** Rows of endpoints and of their health. Refuses to judge what it is given. */
@NullMarked
package dev.postern.outbound.endpoint.store;

import org.jspecify.annotations.NullMarked;

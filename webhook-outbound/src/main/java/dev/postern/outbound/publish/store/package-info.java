/** Writes published events and what follows from them. Refuses to decide whom an event goes to. */
@NullMarked
package dev.postern.outbound.publish.store;

import org.jspecify.annotations.NullMarked;

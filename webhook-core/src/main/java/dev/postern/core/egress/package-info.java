/**
 * Decides where requests may leave for: one strict URL parser, the blocked address ranges, the
 * operator's allow list, and one name lookup whose whole answer must pass before any address is
 * handed out for dialling.
 *
 * <p>This room refuses to repair a URL, to open a socket and to read configuration or clocks. Names
 * are looked up only through the {@link dev.postern.core.egress.NameResolver} port; when the lookup
 * fails, nothing is permitted.
 */
@NullMarked
package dev.postern.core.egress;

import org.jspecify.annotations.NullMarked;

/**
 * The machine behind the egress policy: its resolver and its own addresses.
 *
 * <p>This room only reads what the machine says. It refuses to judge an address and to open a
 * connection.
 */
@NullMarked
package dev.postern.core.egress.system;

import org.jspecify.annotations.NullMarked;

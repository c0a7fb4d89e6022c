/**
 * What people stop for a while, when something is on fire: everything, a tenant, an endpoint, a
 * source; and the node itself. What is paused loses nothing: providers are told to come again,
 * deliveries wait. The room refuses to resume anything by itself.
 */
@NullMarked
package dev.postern.core.pause;

import org.jspecify.annotations.NullMarked;

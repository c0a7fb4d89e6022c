/**
 * Which events an endpoint gets: types, channels, filters. Pure matching and its store; refuses to
 * know what a delivery is.
 */
@NullMarked
package dev.postern.outbound.subscription;

import org.jspecify.annotations.NullMarked;

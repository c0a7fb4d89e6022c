/**
 * The way from this node to an address that the egress policy permitted: straight, or through the
 * one proxy that the operator named.
 *
 * <p>This room refuses to look a target's name up, to judge an address, and to take a proxy from
 * the environment.
 */
@NullMarked
package dev.postern.core.fetch.route;

import org.jspecify.annotations.NullMarked;

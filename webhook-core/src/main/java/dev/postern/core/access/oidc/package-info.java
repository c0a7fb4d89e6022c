/**
 * Log-in by an OpenID provider: which of its groups is which role here, and which of its people is
 * whom. The protocol itself is the container's. It refuses to let anybody in without a group that
 * the configuration names, and to give an account away by an address that was not verified.
 */
@NullMarked
package dev.postern.core.access.oidc;

import org.jspecify.annotations.NullMarked;

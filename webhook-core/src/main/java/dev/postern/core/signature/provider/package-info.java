/**
 * One class a provider, each stating only what that provider does, with its source. Adding one
 * takes such a class, a line in {@link dev.postern.core.signature.provider.Providers} and vectors.
 * Nothing here reads clocks or sockets. Internal to {@code signature}.
 */
@NullMarked
package dev.postern.core.signature.provider;

import org.jspecify.annotations.NullMarked;

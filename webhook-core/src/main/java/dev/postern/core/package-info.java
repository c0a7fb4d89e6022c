/**
 * The door of {@code webhook-core}: what every other module may know. It knows nobody.
 *
 * <p>{@code signature}, {@code secret}, {@code egress} and {@code retry} are pure decisions: they
 * take values and the present instant and return values. They refuse to read clocks, files or
 * sockets. {@code tenant}, {@code access}, {@code vault} and {@code audit} are the shared,
 * persisted platform.
 */
@NullMarked
package dev.postern.core;

import org.jspecify.annotations.NullMarked;

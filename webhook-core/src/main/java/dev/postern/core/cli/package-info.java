/**
 * The command line over {@code signature}: verify a captured request, sign one, run vectors, make a
 * secret, list providers. It reads files and prints; it refuses to decide anything about signatures
 * itself, and prints no secret but one it was asked to make.
 */
@NullMarked
package dev.postern.core.cli;

import org.jspecify.annotations.NullMarked;

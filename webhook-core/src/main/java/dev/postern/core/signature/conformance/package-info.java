/**
 * Runs files of signature vectors against the schemes: what is expected, what came out, and how
 * much it matters. It judges by the public interface alone and refuses to know any scheme's inside.
 */
@NullMarked
package dev.postern.core.signature.conformance;

import org.jspecify.annotations.NullMarked;

/** Secrets at rest: sealed with Tink, opened for one use, never printed. */
@NullMarked
package dev.postern.core.vault;

import org.jspecify.annotations.NullMarked;

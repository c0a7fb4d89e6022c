/** The rows of {@code vault} and the SQL that touches them; nothing else does. */
@NullMarked
package dev.postern.core.vault.store;

import org.jspecify.annotations.NullMarked;

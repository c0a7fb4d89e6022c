/** The rows of {@code tenant} and the SQL that touches them; nothing else does. */
@NullMarked
package dev.postern.core.tenant.store;

import org.jspecify.annotations.NullMarked;

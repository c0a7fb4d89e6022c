/** The rows of {@code access} and the SQL that touches them; nothing else does. */
@NullMarked
package dev.postern.core.access.store;

import org.jspecify.annotations.NullMarked;

/** Keyset pagination: opaque cursors over sortable ids. Refuses offsets and counts. */
@NullMarked
package dev.postern.core.page;

import org.jspecify.annotations.NullMarked;

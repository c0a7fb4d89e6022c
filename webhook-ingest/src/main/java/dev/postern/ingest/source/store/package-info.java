/** The rows of {@code source} and the SQL that touches them; nothing else does. */
@NullMarked
package dev.postern.ingest.source.store;

import org.jspecify.annotations.NullMarked;

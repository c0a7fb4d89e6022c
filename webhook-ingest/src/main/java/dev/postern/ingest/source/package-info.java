/** Sources: checked, stored, found by their token. Refuses to keep a token in the clear. */
@NullMarked
package dev.postern.ingest.source;

import org.jspecify.annotations.NullMarked;

/** Live updates for listeners on this node. */
@NullMarked
package dev.postern.ingest.feed;

import org.jspecify.annotations.NullMarked;

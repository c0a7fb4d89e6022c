/** The rows of alert channels and of what was told by them. */
@NullMarked
package dev.postern.core.alert.store;

import org.jspecify.annotations.NullMarked;

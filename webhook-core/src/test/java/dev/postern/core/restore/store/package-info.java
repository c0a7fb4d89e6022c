/** Back-up and restore as the page of operations has them, tried over a whole database. */
@NullMarked
package dev.postern.core.restore.store;

import org.jspecify.annotations.NullMarked;

/** What callers are told of the errors of a store. */
@NullMarked
package dev.postern.core.rest.store;

import org.jspecify.annotations.NullMarked;

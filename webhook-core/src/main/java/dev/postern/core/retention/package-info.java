/**
 * How long a tenant's data is kept. Refuses to delete anything: the modules that own the rows do.
 */
@NullMarked
package dev.postern.core.retention;

import org.jspecify.annotations.NullMarked;

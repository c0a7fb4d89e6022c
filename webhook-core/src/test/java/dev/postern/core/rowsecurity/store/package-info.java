/** What PostgreSQL itself refuses to the role of a tenant's request. */
@NullMarked
package dev.postern.core.rowsecurity.store;

import org.jspecify.annotations.NullMarked;

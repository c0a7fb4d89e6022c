/** The rows of the audit trail. It refuses to update or delete one. */
@NullMarked
package dev.postern.core.audit.store;

import org.jspecify.annotations.NullMarked;

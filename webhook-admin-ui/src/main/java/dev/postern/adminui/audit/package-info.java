/** The audit trail: what was changed by whom, and whether the record of it is whole. */
@NullMarked
package dev.postern.adminui.audit;

import org.jspecify.annotations.NullMarked;

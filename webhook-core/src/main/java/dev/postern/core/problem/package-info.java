/** Errors as RFC 9457 problem details with stable codes. Refuses to carry causes outside. */
@NullMarked
package dev.postern.core.problem;

import org.jspecify.annotations.NullMarked;

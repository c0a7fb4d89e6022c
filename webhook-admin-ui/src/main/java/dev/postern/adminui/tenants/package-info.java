/** Tenants, for platform administrators. */
@NullMarked
package dev.postern.adminui.tenants;

import org.jspecify.annotations.NullMarked;

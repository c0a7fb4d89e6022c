/** Tenants: who owns what. Every other row names one. */
@NullMarked
package dev.postern.core.tenant;

import org.jspecify.annotations.NullMarked;

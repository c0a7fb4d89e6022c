/** API keys of a tenant: made, shown once, revoked. */
@NullMarked
package dev.postern.adminui.keys;

import org.jspecify.annotations.NullMarked;

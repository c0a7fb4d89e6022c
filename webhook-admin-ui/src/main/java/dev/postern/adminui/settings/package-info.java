/** How long a tenant keeps what, and its test mode. */
@NullMarked
package dev.postern.adminui.settings;

import org.jspecify.annotations.NullMarked;

/** Where notices go besides the console, and what was told there. */
@NullMarked
package dev.postern.adminui.alerts;

import org.jspecify.annotations.NullMarked;

/** What people should know of: incidents, for as long as they last and after. */
@NullMarked
package dev.postern.adminui.notices;

import org.jspecify.annotations.NullMarked;

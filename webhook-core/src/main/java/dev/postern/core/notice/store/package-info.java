/** The rows of notices. One open row an incident, by a unique key. */
@NullMarked
package dev.postern.core.notice.store;

import org.jspecify.annotations.NullMarked;

/** What is going on in a tenant at a glance. */
@NullMarked
package dev.postern.adminui.overview;

import org.jspecify.annotations.NullMarked;

/** The people of a tenant: invited, given a role, sent away. */
@NullMarked
package dev.postern.adminui.users;

import org.jspecify.annotations.NullMarked;

/**
 * Who looks at the console and what they may do here: the signed-in person, and a visit to one
 * tenant that hands out the tenant's id only with a permission. It refuses to remember roles: every
 * question is asked of the accounts anew.
 */
@NullMarked
package dev.postern.adminui.access;

import org.jspecify.annotations.NullMarked;

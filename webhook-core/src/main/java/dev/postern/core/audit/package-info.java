/**
 * Who changed what, and who saw a secret: append-only entries in one hash chain a tenant, so that
 * an altered, removed or inserted row is found. It refuses to hold a secret's value, and to let an
 * entry commit without the change it tells of (or the change without its entry).
 */
@NullMarked
package dev.postern.core.audit;

import org.jspecify.annotations.NullMarked;

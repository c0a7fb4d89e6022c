/**
 * How long a log-in has to wait after failures, and how often a forgotten password may be asked
 * for, by account and by network address, shared by all nodes. It refuses to tell whether an
 * account exists: unknown ones are counted alike.
 */
@NullMarked
package dev.postern.core.access.throttle;

import org.jspecify.annotations.NullMarked;

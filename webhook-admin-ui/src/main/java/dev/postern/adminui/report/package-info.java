/**
 * What an auditor asks of a tenant: which secrets are overdue for rotation, who can see them, who
 * failed to log in, which signatures failed. It reads through the doors of the modules and refuses
 * to change anything.
 */
@NullMarked
package dev.postern.adminui.report;

import org.jspecify.annotations.NullMarked;

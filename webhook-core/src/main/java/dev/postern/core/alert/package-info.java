/**
 * Tells notices to people where they are: by mail, in Slack, by PagerDuty, or to a webhook of their
 * own. A message is a row in the transaction of the notice and leaves after its commit; while its
 * target is away it waits, for a day. One message for an incident and one when it is over, paced a
 * channel. The room refuses to decide what is worth a notice, and to reach an address that the
 * egress guard does not permit.
 */
@NullMarked
package dev.postern.core.alert;

import org.jspecify.annotations.NullMarked;

/**
 * What people must hear of: one notice an incident, raised, counted while it lasts, and resolved.
 * It knows nothing of mail or channels; they listen to {@link
 * dev.postern.core.notice.NoticeChanged}.
 */
@NullMarked
package dev.postern.core.notice;

import org.jspecify.annotations.NullMarked;

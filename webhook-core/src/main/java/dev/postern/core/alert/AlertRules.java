package dev.postern.core.alert;

import dev.postern.core.notice.Notice;
import dev.postern.core.notice.RaisedNotice;
import java.util.List;

/**
 * What a channel wants to hear.
 *
 * @param minSeverity and everything above
 * @param notices kinds, or {@code endpoint.*} for a group of them; none means all
 * @param everyTenant a platform's channel: of all tenants too, in live mode
 */
public record AlertRules(Notice.Severity minSeverity, List<String> notices, boolean everyTenant) {
  public AlertRules {
    notices = List.copyOf(notices);
  }

  /** Warnings and worse. */
  public static AlertRules usual() {
    return new AlertRules(Notice.Severity.WARNING, List.of(), false);
  }

  public boolean want(RaisedNotice notice) {
    return notice.severity().compareTo(minSeverity) >= 0
        && (notices.isEmpty()
            || notices.stream().anyMatch(pattern -> fits(pattern, notice.kind())));
  }

  private static boolean fits(String pattern, String kind) {
    return pattern.endsWith(".*")
        ? kind.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(kind);
  }
}

package dev.postern.adminui.report;

import dev.postern.adminui.report.ComplianceReport.Section;
import dev.postern.core.Service;
import dev.postern.core.access.ApiKeys;
import dev.postern.core.access.Permission;
import dev.postern.core.access.Users;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who may have a secret shown to them. */
@Service
class PeopleSection {
  private final Users users;
  private final ApiKeys keys;

  @Inject
  PeopleSection(Users users, ApiKeys keys) {
    this.users = users;
    this.keys = keys;
  }

  Section whoCanReveal(TenantId tenant) {
    List<List<String>> rows = new ArrayList<>();
    every(page -> users.list(tenant, page)).stream()
        .filter(user -> user.role().may(Permission.ADMINISTER))
        .map(user -> row("user", user.id(), user.email(), user.role().word(), user.lastLoginAt()))
        .forEach(rows::add);
    every(page -> keys.list(tenant, page)).stream()
        .filter(key -> key.reach().permissions().contains(Permission.ADMINISTER))
        .map(key ->
            row(
                "api_key",
                key.id(),
                key.name(),
                key.role().word() + " (" + key.reach().mode().word() + ")",
                key.lastUsedAt()))
        .forEach(rows::add);
    return new Section(
        "can_reveal",
        "Who can reveal secrets",
        List.of("kind", "id", "name", "role", "last_seen"),
        rows,
        "So can every platform administrator, and whoever holds the platform's API key.");
  }

  private static List<String> row(
      String kind, Object id, String name, String role, @Nullable Instant seen) {
    return List.of(kind, id.toString(), name, role, seen == null ? "" : Json.timestamp(seen));
  }

  private static <T> List<T> every(Function<PageRequest, Page<T>> pages) {
    List<T> all = new ArrayList<>();
    String cursor = null;
    do {
      Page<T> page = pages.apply(PageRequest.of("250", cursor));
      all.addAll(page.data());
      cursor = page.nextCursor();
    } while (cursor != null);
    return all;
  }
}

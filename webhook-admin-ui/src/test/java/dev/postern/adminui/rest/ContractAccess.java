package dev.postern.adminui.rest;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may call what, from the sentences of the contract and from nothing that the code says: a
 * viewer may read, a publisher may only publish, a developer may do all but users, keys, secrets'
 * reveal and tenant settings; tenants themselves are the platform's.
 */
final class ContractAccess {
  /** What each role may do. */
  static final Map<String, Set<Need>> ROLES =
      Map.of(
          "platform_admin", EnumSet.allOf(Need.class),
          "admin", EnumSet.of(Need.READ, Need.PUBLISH, Need.WRITE, Need.ADMINISTER),
          "developer", EnumSet.of(Need.READ, Need.PUBLISH, Need.WRITE),
          "viewer", EnumSet.of(Need.READ),
          "publisher", EnumSet.of(Need.PUBLISH));

  private static final String TENANT = "/api/v1/tenants/{tenant}";
  private static final Pattern PEOPLE_AND_KEYS = Pattern.compile("/(users|api-keys)(/.*)?");
  private static final Pattern SETTINGS = Pattern.compile("(/settings)?");
  private static final Pattern PUBLISHING = Pattern.compile("/events(/batch)?");

  private ContractAccess() {}

  enum Need {
    READ,
    PUBLISH,
    WRITE,
    ADMINISTER,
    PLATFORM
  }

  static Need of(OpenApiDocument.Operation operation) {
    if (!operation.path().startsWith(TENANT) || operation.toString().equals("DELETE " + TENANT)) {
      return Need.PLATFORM;
    }
    String within = operation.path().substring(TENANT.length());
    boolean reads = operation.method().equals("GET");
    if (PEOPLE_AND_KEYS.matcher(within).matches()
        || within.endsWith("/secrets/reveal")
        // It is of users and keys.
        || within.equals("/audit-log/report")
        || (!reads && SETTINGS.matcher(within).matches())) {
      return Need.ADMINISTER;
    }
    if (reads) {
      return Need.READ;
    }
    return operation.method().equals("POST") && PUBLISHING.matcher(within).matches()
        ? Need.PUBLISH
        : Need.WRITE;
  }
}

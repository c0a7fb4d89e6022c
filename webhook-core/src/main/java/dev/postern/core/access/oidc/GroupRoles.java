package dev.postern.core.access.oidc;

import dev.postern.core.access.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which group of the provider is which place here. Where several fit, the first one counts. */
public record GroupRoles(List<Rule> rules) {

  /**
   * Where somebody belongs.
   *
   * @param tenant a slug; empty for the platform's own people
   */
  public record Place(Optional<String> tenant, Role role) {}

  /** One group and where its people belong. */
  public record Rule(String group, Place place) {}

  public GroupRoles {
    rules = List.copyOf(rules);
  }

  /** {@code gate-admins=platform_admin, acme-devs=acme:developer}. */
  public static GroupRoles parse(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String part : text.split(",")) {
      // From the right: a group may be a name with an equals sign, such as an LDAP name.
      int cut = part.lastIndexOf('=');
      if (cut < 1 || part.substring(0, cut).isBlank()) {
        throw new IllegalArgumentException("'" + part.strip() + "' is no group=role");
      }
      rules.add(new Rule(part.substring(0, cut).strip(), place(part.substring(cut + 1).strip())));
    }
    return new GroupRoles(rules);
  }

  public Optional<Place> of(Collection<String> groups) {
    return rules.stream()
        .filter(rule -> groups.contains(rule.group()))
        .map(Rule::place)
        .findFirst();
  }

  private static Place place(String words) {
    if (words.equals(Role.PLATFORM_ADMIN.word())) {
      return new Place(Optional.empty(), Role.PLATFORM_ADMIN);
    }
    int cut = words.indexOf(':');
    if (cut < 1) {
      throw new IllegalArgumentException(
          "'" + words + "' is neither platform_admin nor tenant:role");
    }
    Role role =
        Role.ofTenant(words.substring(cut + 1))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "a tenant's role is admin, developer, viewer or publisher"));
    return new Place(Optional.of(words.substring(0, cut)), role);
  }
}

package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.access.Permission;
import dev.postern.core.access.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the code asks of callers, held to the contract's sentences without a node. */
class ContractAccessTest {
  @Test
  void every_route_asks_for_what_the_contract_says() {
    Map<String, String> inCode = RoutesInCode.permissions();
    List<String> wrong =
        OpenApiDocument.read().operations().stream()
            .filter(operation -> operation.path().startsWith("/api/v1"))
            .filter(operation ->
                !word(ContractAccess.of(operation)).equals(inCode.get(operation.toString())))
            .map(operation ->
                operation
                    + " asks for "
                    + inCode.get(operation.toString())
                    + ", not "
                    + word(ContractAccess.of(operation)))
            .toList();

    assertThat(wrong).isEmpty();
  }

  @Test
  void every_role_may_what_the_contract_says() {
    Map<String, Set<String>> inCode =
        Arrays.stream(Role.values())
            .collect(
                Collectors.toMap(
                    Role::word,
                    role ->
                        role.permissions().stream()
                            .map(Permission::word)
                            .collect(Collectors.toSet())));

    assertThat(inCode).hasSameSizeAs(ContractAccess.ROLES);
    ContractAccess.ROLES.forEach((role, needs) ->
        assertThat(inCode.get(role))
            .as(role)
            .containsExactlyInAnyOrderElementsOf(
                needs.stream().map(ContractAccessTest::word).toList()));
  }

  private static String word(ContractAccess.Need need) {
    return need.name().toLowerCase(Locale.ROOT);
  }
}

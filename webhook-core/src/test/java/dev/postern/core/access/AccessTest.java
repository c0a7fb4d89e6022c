package dev.postern.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.security.SecureRandom;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class AccessTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void a_key_has_the_published_shape_and_a_checksum_that_catches_any_slip() {
    String key = ApiKeyToken.generate(random);

    assertThat(key).matches("ptn_[0-9A-Za-z]{36}");
    assertThat(ApiKeyToken.wellFormed(key)).isTrue();
    for (int i = 4; i < key.length(); i++) {
      char other = key.charAt(i) == 'x' ? 'y' : 'x';
      String slip = key.substring(0, i) + other + key.substring(i + 1);
      assertThat(ApiKeyToken.wellFormed(slip)).as("position %d", i).isFalse();
    }
  }

  @Test
  void roles_may_what_the_contract_says() {
    assertThat(allowed(Role.VIEWER)).containsExactly(Permission.READ);
    assertThat(allowed(Role.PUBLISHER)).containsExactly(Permission.PUBLISH);
    assertThat(allowed(Role.DEVELOPER))
        .containsExactly(Permission.READ, Permission.PUBLISH, Permission.WRITE);
    assertThat(allowed(Role.ADMIN)).doesNotContain(Permission.PLATFORM).hasSize(4);
    assertThat(allowed(Role.PLATFORM_ADMIN)).containsExactly(Permission.values());
    assertThat(Role.ofTenant("platform_admin")).isEmpty();
  }

  @Test
  void only_the_right_password_matches_and_two_hashes_of_it_differ() {
    SecretText password = SecretText.of("correct horse battery");
    String hash = Passwords.hash(password, random);

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Passwords.matches(password, hash)).isTrue();
    assertThat(Passwords.matches(SecretText.of("correct horse batterz"), hash)).isFalse();
    assertThat(Passwords.hash(password, random)).isNotEqualTo(hash);
  }

  private static EnumSet<Permission> allowed(Role role) {
    EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
    for (Permission permission : Permission.values()) {
      if (role.may(permission)) {
        all.add(permission);
      }
    }
    return all;
  }
}

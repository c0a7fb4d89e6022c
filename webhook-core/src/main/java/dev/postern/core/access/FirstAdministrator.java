package dev.postern.core.access;

import dev.postern.core.Service;
import dev.postern.core.access.store.SetupTokenStore;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.Transactions;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * How the first platform administrator comes to be: from the configuration, or by a one-time link
 * printed at start while nobody has an account. There is no default password.
 */
@Service
public class FirstAdministrator {
  private final Users users;
  private final SetupTokenStore tokens;
  private final PlatformConfig config;
  private final Transactions transactions;
  private final InstantSource time;

  private final SecureRandom random = new SecureRandom();

  @Inject
  FirstAdministrator(
      Users users,
      SetupTokenStore tokens,
      PlatformConfig config,
      Transactions transactions,
      InstantSource time) {
    this.users = users;
    this.tokens = tokens;
    this.config = config;
    this.transactions = transactions;
    this.time = time;
  }

  /**
   * The link to print; empty once anybody has an account, and on a node without the console, where
   * it would lead nowhere: another node's stays alive. Otherwise every call ends the link before
   * it.
   */
  public Optional<SecretText> prepare() {
    if (!users.none()) {
      return Optional.empty();
    }
    if (config.firstAdmin().isPresent()) {
      create(config.firstAdmin().get());
      return Optional.empty();
    }
    if (!config.roles().contains(PlatformConfig.NodeRole.CONSOLE)) {
      return Optional.empty();
    }
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    transactions.run(() -> tokens.replace(ApiKeyToken.hash(token), time.instant()));
    return Optional.of(SecretText.of(config.publicUrl() + "/setup?token=" + token));
  }

  private void create(PlatformConfig.FirstAdmin admin) {
    try {
      users.create(null, admin.email(), admin.password(), Role.PLATFORM_ADMIN);
    } catch (ProblemException refused) {
      // Another node, which starts at this moment too, was quicker.
      if (!refused.problem().code().equals("email_taken")) {
        throw refused;
      }
    }
  }

  public boolean valid(String token) {
    return tokens.matches(ApiKeyToken.hash(token)) && users.none();
  }

  /** Uses the link up and makes the account, in one transaction. 403 {@code bad_setup_token}. */
  public User complete(String token, String email, SecretText password) {
    return transactions.required(() -> {
      if (!tokens.consume(ApiKeyToken.hash(token)) || !users.none()) {
        throw new ProblemException(
            dev.postern.core.problem.Problem.of(
                403, "bad_setup_token", "This set-up link is not valid any more."));
      }
      return users.create(null, email, password, Role.PLATFORM_ADMIN);
    });
  }
}

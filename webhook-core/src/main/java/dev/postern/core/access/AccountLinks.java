package dev.postern.core.access;

import dev.postern.core.Service;
import dev.postern.core.access.store.AccountLinkStore;
import dev.postern.core.access.store.UserStore;
import dev.postern.core.access.throttle.ResetThrottle;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.id.UserId;
import dev.postern.core.mail.Letter;
import dev.postern.core.mail.MailOutbox;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.Transactions;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One-time links to choose a password by: invitations (7 days) and forgotten passwords (1 hour).
 * They go by mail; without a mail server an invitation is shown to the administrator who makes it.
 * Thread-safe.
 */
@Service
public class AccountLinks {
  private static final Duration INVITATION = Duration.ofDays(7);
  private static final Duration RESET = Duration.ofHours(1);

  private final Users users;
  private final Tokens tokens;
  private final ResetThrottle throttle;
  private final MailOutbox mail;
  private final PlatformConfig config;
  private final Transactions transactions;

  @Inject
  AccountLinks(
      Users users,
      Tokens tokens,
      ResetThrottle throttle,
      MailOutbox mail,
      PlatformConfig config,
      Transactions transactions) {
    this.users = users;
    this.tokens = tokens;
    this.throttle = throttle;
    this.mail = mail;
    this.config = config;
    this.transactions = transactions;
  }

  /**
   * @param link to hand over by another way; empty when it went by mail
   */
  public record Invited(User user, Optional<SecretText> link) {}

  /** Makes the account and its link in one transaction; refusals of {@link Users#invite}. */
  public Invited invite(@Nullable TenantId tenant, String email, Role role) {
    return transactions.required(() -> invited(users.invite(tenant, email, role)));
  }

  /**
   * A new link for somebody who has not come yet; the older one is void. 404 when the tenant has no
   * such person, 409 {@code already_active} for one who came.
   */
  public Invited renew(@Nullable TenantId tenant, UserId id) {
    return transactions.required(() -> {
      User user = users.get(tenant, id);
      if (user.active()) {
        throw ProblemException.conflict(
            "already_active", "They have signed in already and need no invitation.");
      }
      Invited again = invited(user);
      users.record(tenant, Users.change("user.invitation_renewed", user));
      return again;
    });
  }

  private Invited invited(User user) {
    String link = link(user, "invite", INVITATION);
    mail.post(
        new Letter(
            user.email(),
            "You are invited to Postern",
            """
            You have been invited to Postern as %s.

            Choose your password within 7 days; the link works once:
            %s
            """
                .formatted(user.role().word().replace('_', ' '), link)));
    return new Invited(
        user, mail.configured() ? Optional.empty() : Optional.of(SecretText.of(link)));
  }

  /**
   * Sends a link if that is somebody and it was not asked for too often; the answer is the same if
   * not.
   *
   * @param address the network address that asks
   */
  public void forgotten(String email, @Nullable String address) {
    transactions.run(() -> {
      if (throttle.admits(Users.normal(email), address)) {
        tokens.person(email).filter(user -> mail.configured()).ifPresent(this::sendReset);
      }
    });
  }

  private void sendReset(User user) {
    users.record(user.tenant(), Users.change("user.password_reset_asked", user));
    mail.post(
        new Letter(
            user.email(),
            "Choose a new password for Postern",
            """
            Somebody, hopefully you, forgot the password of this address.

            Choose a new one within an hour; the link works once:
            %s

            If it was not you, do nothing: the old password stays.
            """
                .formatted(link(user, "reset", RESET))));
  }

  /** Whether the link can still be used. */
  public boolean valid(String token) {
    return tokens.find(token);
  }

  /** Uses the link up and sets the password, in one transaction. 403 {@code bad_link}. */
  public User choose(String token, SecretText password) {
    return transactions.required(() -> {
      User user =
          tokens
              .consume(token)
              .orElseThrow(() ->
                  new ProblemException(
                      Problem.of(403, "bad_link", "This link was used, or is too old.")));
      return users.setPassword(user, password);
    });
  }

  private String link(User user, String purpose, Duration life) {
    return config.publicUrl() + "/password?token=" + tokens.make(user, purpose, life);
  }

  /** The random halves of links, and whose they are. */
  @Service
  static class Tokens {
    private final AccountLinkStore links;
    private final UserStore people;
    private final Stamp stamp;
    private final SecureRandom random = new SecureRandom();

    @Inject
    Tokens(AccountLinkStore links, UserStore people, Stamp stamp) {
      this.links = links;
      this.people = people;
      this.stamp = stamp;
    }

    String make(User user, String purpose, Duration life) {
      byte[] bytes = new byte[24];
      random.nextBytes(bytes);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      links.replace(user.id(), ApiKeyToken.hash(token), purpose, stamp.now().plus(life));
      return token;
    }

    boolean find(String token) {
      return links.find(ApiKeyToken.hash(token), stamp.now()).isPresent();
    }

    Optional<User> consume(String token) {
      return links.consume(ApiKeyToken.hash(token), stamp.now()).flatMap(people::byId);
    }

    Optional<User> person(String email) {
      String known = Users.normal(email);
      return Users.plausible(known)
          ? people.credentials(known).map(UserStore.Credentials::user)
          : Optional.empty();
    }
  }
}

package dev.postern.core.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.Service;
import dev.postern.core.id.Stamp;
import dev.postern.core.json.Json;
import dev.postern.core.mail.store.MailStore;
import dev.postern.core.mail.store.WaitingLetter;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.Vault;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The door to mail. Thread-safe. */
@Service
public class MailOutbox {
  private static final System.Logger LOG = System.getLogger(MailOutbox.class.getName());
  private static final Duration HOLD = Duration.ofMinutes(3);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  static final Duration KEPT = Duration.ofDays(1);

  private final MailStore store;
  private final MailServer server;
  private final Vault vault;
  private final Stamp stamp;

  @Inject
  public MailOutbox(MailStore store, MailServer server, Vault vault, Stamp stamp) {
    this.store = store;
    this.server = server;
    this.vault = vault;
    this.stamp = stamp;
  }

  /** Whether there is a mail server to send by. */
  public boolean configured() {
    return server.configured();
  }

  /** Joins the caller's transaction; without a mail server it does nothing. */
  public void post(Letter letter) {
    if (!configured()) {
      return;
    }
    UUID id = stamp.id();
    store.insert(id, letter.to(), vault.seal(text(letter), context(id)), stamp.now());
  }

  /** Sends what is due, one after another, until nothing is. */
  void sendDue() {
    if (!configured()) {
      return;
    }
    while (true) {
      Instant now = stamp.now();
      Optional<WaitingLetter> due = store.take(now, HOLD);
      if (due.isEmpty()) {
        return;
      }
      send(due.get(), now);
    }
  }

  private void send(WaitingLetter waiting, Instant now) {
    try {
      server.send(letter(vault.open(waiting.sealed(), context(waiting.id()))));
      store.delete(waiting.id());
    } catch (MailException e) {
      if (now.isAfter(waiting.createdAt().plus(KEPT))) {
        LOG.log(
            System.Logger.Level.ERROR,
            "mail_given_up id=" + waiting.id() + " attempts=" + waiting.attempts(),
            e);
        store.delete(waiting.id());
        return;
      }
      LOG.log(System.Logger.Level.WARNING, "mail_not_sent id=" + waiting.id(), e);
      store.later(waiting.id(), now.plus(wait(waiting.attempts())));
    }
  }

  private static Duration wait(int attempts) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 10));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static SecretText text(Letter letter) {
    try {
      return SecretText.of(Json.mapper().writeValueAsString(letter));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a letter of strings is always JSON", e);
    }
  }

  private static Letter letter(SecretText text) {
    try {
      return Json.mapper().readValue(text.reveal(), Letter.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored letter is JSON", e);
    }
  }

  private static String context(UUID id) {
    return "mail|" + id;
  }
}

package dev.postern.adminui.access;

import dev.postern.core.access.ProviderProof;
import dev.postern.core.access.User;
import dev.postern.core.id.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a session says of its person. Pure.
 *
 * @param since when they came
 * @param proven when they proved last who they are
 * @param unproven why the provider's word, asked for as a fresh proof, was none; null: it was not
 *     asked, or was one
 * @param until from when on they have to come again; null: when the session ends
 */
record Attendance(
    UserId user,
    Instant since,
    Instant proven,
    @Nullable ProviderProof unproven,
    @Nullable Instant until) {
  /** Empty when nobody is signed in. */
  static Optional<Attendance> read(Function<String, @Nullable Object> session) {
    return text(session, ConsoleSession.USER)
        .flatMap(UserId::parse)
        .map(user ->
            new Attendance(
                user,
                instant(session, ConsoleSession.SINCE).orElse(Instant.EPOCH),
                instant(session, ConsoleSession.PROVEN).orElse(Instant.EPOCH),
                text(session, ConsoleSession.UNPROVEN).map(ProviderProof::valueOf).orElse(null),
                instant(session, ConsoleSession.UNTIL).orElse(null)));
  }

  /** Whether it still counts for the account as it is now. */
  boolean countsAt(Instant now, User account) {
    return account.id().equals(user)
        && account.honours(since)
        && (until == null || now.isBefore(until));
  }

  private static Optional<String> text(Function<String, @Nullable Object> session, String name) {
    return session.apply(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Optional<Instant> instant(
      Function<String, @Nullable Object> session, String name) {
    return text(session, name).map(Instant::parse);
  }
}

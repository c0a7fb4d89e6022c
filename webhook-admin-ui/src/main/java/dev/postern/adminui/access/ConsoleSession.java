package dev.postern.adminui.access;

import dev.postern.core.access.ProviderProof;
import dev.postern.core.access.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;

/**
 * What the HTTP session remembers of a person: their id, when they came, and when they last proved
 * who they are; nothing else. A log-in always changes the session's id, so that one known before it
 * (or belonging to somebody else) is worth nothing after it.
 */
public final class ConsoleSession {
  static final String USER = "postern.user";
  static final String SINCE = "postern.since";

  /** When the person proved last who they are; the log-in is the first proof. */
  static final String PROVEN = "postern.proven";

  /** Until when an OpenID provider's word counts; absent where a password was given. */
  static final String UNTIL = "postern.until";

  /** Why a log-in that was asked for as a fresh proof was none; absent otherwise. */
  static final String UNPROVEN = "postern.unproven";

  private ConsoleSession() {}

  /**
   * Signs {@code user} in under a new id. The session itself goes on: ending it would close the
   * socket of the log-in page, whose next handshake brings a session of its own, and that one's
   * cookie would put the person out again.
   */
  public static void begin(HttpServletRequest request, User user, Instant now) {
    HttpSession known = request.getSession(false);
    if (known != null && known.getAttribute(USER) != null) {
      // Somebody is signed in already: what belongs to them ends here.
      known.invalidate();
    } else if (known != null) {
      request.changeSessionId();
    }
    mark(request, user, now);
  }

  /**
   * The same for somebody whom an OpenID provider let in, who has to come that way again when
   * {@code lasting} is over: only there their groups are read.
   */
  public static void begin(HttpServletRequest request, User user, Instant now, Duration lasting) {
    begin(request, user, now);
    request.getSession().setAttribute(UNTIL, now.plus(lasting).toString());
  }

  /** The proof is older than the log-in: the provider did not ask the person anew. */
  public static void proven(HttpServletRequest request, Instant at) {
    request.getSession().setAttribute(PROVEN, at.toString());
  }

  /** The person was sent to the provider for a fresh proof and came back without one. */
  public static void unproven(HttpServletRequest request, ProviderProof proof) {
    request.getSession().setAttribute(UNPROVEN, proof.name());
  }

  /** Signs {@code user} in to the present session, which the caller has just made. */
  public static void mark(HttpServletRequest request, User user, Instant now) {
    HttpSession session = request.getSession(true);
    session.setAttribute(USER, user.id().toString());
    session.setAttribute(SINCE, now.toString());
    session.setAttribute(PROVEN, now.toString());
    session.removeAttribute(UNTIL);
    session.removeAttribute(UNPROVEN);
  }
}

package dev.postern.core.egress;

import dev.postern.core.egress.Decision.Refused;
import dev.postern.core.egress.Resolution.Blocked;
import dev.postern.core.egress.Resolution.DnsFailure;
import dev.postern.core.egress.Resolution.NotAsked;
import dev.postern.core.egress.Resolution.Resolved;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns a URL into addresses that may be dialled: one lookup, the whole answer must pass, and no
 * answer means no address. Safe for any number of threads.
 */
public final class EgressResolver {

  private final Supplier<EgressPolicy> policy;
  private final NameResolver names;

  /**
   * @param policy the policy in force, asked at every decision
   * @param names the lookup
   */
  public EgressResolver(Supplier<EgressPolicy> policy, NameResolver names) {
    this.policy = policy;
    this.names = names;
  }

  /** Judges a URL by its text alone; no name is looked up. */
  public Decision check(String text) {
    return policy.get().check(text);
  }

  /** Whether the policy in force permits this URL at this address. */
  public boolean permits(EgressUrl url, InetAddress address) {
    return policy.get().refusal(url, address).isEmpty();
  }

  /** Looks the host up once and judges every address; a literal is judged without a lookup. */
  public Resolution resolve(EgressUrl url, Duration within) {
    EgressPolicy current = policy.get();
    if (url.literal().isPresent()) {
      return judged(current, url, List.of(url.literal().get()));
    }
    if (url.host().equals(SpecialNames.LOCALHOST)) {
      return judged(current, url, current.loopback(url));
    }
    try {
      return judged(current, url, names.lookup(url.host(), within));
    } catch (ResolverBusyException busy) {
      return new NotAsked("The name " + url.host() + " was not looked up: " + busy.getMessage());
    } catch (UnknownHostException failed) {
      return new DnsFailure("The name " + url.host() + " was not found: " + failed.getMessage());
    }
  }

  private static Resolution judged(
      EgressPolicy policy, EgressUrl url, List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      return new DnsFailure("The name " + url.host() + " has no address.");
    }
    return addresses.stream()
        .map(address -> policy.refusal(url, address))
        .flatMap(Optional::stream)
        .findFirst()
        .<Resolution>map(refused -> new Blocked(detail(url, refused)))
        .orElseGet(() -> new Resolved(addresses));
  }

  private static String detail(EgressUrl url, Refused refused) {
    return url.literal().isEmpty()
        ? "The name " + url.host() + " leads to a refused target. " + refused.detail()
        : refused.detail();
  }
}

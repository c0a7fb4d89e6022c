package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SecretId;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.vault.SecretEvidence;
import dev.postern.core.vault.Secrets;
import dev.postern.outbound.auth.Authorizer;
import dev.postern.outbound.auth.Permit;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.OutboundRequest;
import dev.postern.outbound.send.Sender;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What leaves the house: the keys it is signed with, and the way out. Thread-safe. */
@Service
public class Post {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int UNAUTHORIZED = 401;

  private final Sender sender;
  private final Authorizer authorizer;
  private final InstantSource time;
  private final Rings rings;
  private final BiConsumer<SecretId, Instant> evidence;

  /** The secrets of endpoints, by their UUID. */
  @FunctionalInterface
  interface Rings {
    SecretRing ring(UUID owner);

    /** Where reading many at once is cheaper than one by one. */
    default void ready(Set<UUID> owners) {}

    static Rings of(Secrets secrets) {
      return new Rings() {
        @Override
        public SecretRing ring(UUID owner) {
          return secrets.ring(owner);
        }

        @Override
        public void ready(Set<UUID> owners) {
          secrets.ready(owners);
        }
      };
    }
  }

  @Inject
  Post(
      Sender sender,
      Authorizer authorizer,
      InstantSource time,
      Secrets secrets,
      SecretEvidence evidence) {
    this(sender, authorizer, time, Rings.of(secrets), evidence::used);
  }

  Post(
      Sender sender,
      Authorizer authorizer,
      InstantSource time,
      Rings rings,
      BiConsumer<SecretId, Instant> evidence) {
    this.sender = sender;
    this.authorizer = authorizer;
    this.time = time;
    this.rings = rings;
    this.evidence = evidence;
  }

  /** Newest first; which are live is decided now, not when the ring was cached. */
  List<SecretVersion> keys(EndpointId endpoint) {
    return rings.ring(endpoint.uuid()).liveAt(time.instant());
  }

  /** Their keys are about to be asked for. */
  void ready(Collection<ClaimedDelivery> deliveries) {
    rings.ready(
        deliveries.stream().map(each -> each.endpoint().uuid()).collect(Collectors.toSet()));
  }

  /**
   * With the receiver's own credentials; where they are tokens, once more after a 401. One timeout
   * is for all of it: a token, the request, another token, the request again.
   */
  AttemptOutcome send(EndpointSettings target, HeaderFields headers, byte[] body) {
    Allowance time = Allowance.of(target.delivery().timeout());
    return switch (authorizer.permit(target.access().auth(), time.left())) {
      case Permit.Denied(AttemptOutcome outcome) -> outcome;
      case Permit.Granted granted -> {
        AttemptOutcome first = transmit(target, headers, body, granted, time);
        yield first.status().filter(status -> status == UNAUTHORIZED).isPresent() && !time.isOver()
            ? again(target, headers, body, granted, first, time)
            : first;
      }
    };
  }

  private AttemptOutcome again(
      EndpointSettings target,
      HeaderFields headers,
      byte[] body,
      Permit.Granted refused,
      AttemptOutcome first,
      Allowance time) {
    return switch (authorizer.renewed(target.access().auth(), refused, time.left())) {
      case Permit.Denied denied -> first;
      case Permit.Granted granted ->
          granted.equals(refused) || time.isOver()
              ? first
              : transmit(target, headers, body, granted, time);
    };
  }

  private AttemptOutcome transmit(
      EndpointSettings target,
      HeaderFields headers,
      byte[] body,
      Permit.Granted permit,
      Allowance time) {
    Duration total = time.left();
    Duration connect = total.compareTo(CONNECT) < 0 ? total : CONNECT;
    String authorization = permit.authorization();
    HeaderFields all =
        authorization == null
            ? headers
            : headers.with(HeaderFields.of("authorization", authorization));
    return sender.send(
        new OutboundRequest(target.url(), all, body, connect, total, target.access().tls()));
  }

  /** The time of one attempt, by the monotonic clock. */
  private record Allowance(long end) {
    static Allowance of(Duration total) {
      return new Allowance(System.nanoTime() + total.toNanos());
    }

    boolean isOver() {
      return end - System.nanoTime() <= 0;
    }

    /** At least a millisecond, in which nothing is answered any more. */
    Duration left() {
      return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }
  }

  /** The receiver took what all of them had signed; which one it checked is not known. */
  void accepted(List<SecretVersion> signers, Instant at) {
    for (SecretVersion signer : signers) {
      SecretId.parse(signer.id()).ifPresent(id -> evidence.accept(id, at));
    }
  }
}

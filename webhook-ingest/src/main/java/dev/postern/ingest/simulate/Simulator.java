package dev.postern.ingest.simulate;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.vault.Secrets;
import dev.postern.ingest.Source;
import dev.postern.ingest.Sources;
import dev.postern.ingest.source.LiveSource;
import dev.postern.ingest.source.SourceDirectory;
import dev.postern.ingest.source.SourceToken;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Signs with the source's current secret, as the provider would. The requests count against the
 * rate limit of the address that is played; nothing else is left behind. Thread-safe.
 */
@Service
public class Simulator {
  private static final Duration BEYOND = Duration.ofSeconds(60);

  private final Sources sources;
  private final SourceDirectory directory;
  private final Secrets secrets;
  private final Rehearsal rehearsal;
  private final InstantSource time;

  @Inject
  public Simulator(
      Sources sources,
      SourceDirectory directory,
      Secrets secrets,
      Rehearsal rehearsal,
      InstantSource time) {
    this.sources = sources;
    this.directory = directory;
    this.secrets = secrets;
    this.rehearsal = rehearsal;
    this.time = time;
  }

  /** 409 {@code cannot_sign} where there is no secret that signs. */
  public Simulation run(TenantId tenant, SourceId id, InetAddress client) {
    Source source =
        sources.find(tenant, id).orElseThrow(() -> ProblemException.notFound("The source"));
    String url = source.ingestUrl();
    LiveSource live =
        SourceToken.parse(url.substring(url.lastIndexOf('/') + 1))
            .flatMap(directory::find)
            .orElseThrow(() -> ProblemException.notFound("The source"));
    SecretText secret = secret(live);
    Instant now = time.instant();
    Duration window = live.verification().tolerance();
    String event = eventId(live, now);
    SignedRequest sample = signed(live, url, event, secret, now);
    SignedRequest stale = signed(live, url, event, secret, now.minus(window).minus(BEYOND));
    List<Simulation.Verdict> verdicts =
        rehearsal.play(
            live,
            List.of(
                new PlayedCase("signed", sample, client, List.of("accepted")),
                new PlayedCase("duplicate", sample, client, List.of("duplicate", "replayed")),
                new PlayedCase(
                    "stale_replay",
                    stale,
                    client,
                    List.of("stale_timestamp", "duplicate", "replayed")),
                tampered(live.scheme(), sample, client)));
    return new Simulation(verdicts.stream().allMatch(Simulation.Verdict::asExpected), verdicts);
  }

  private SecretText secret(LiveSource live) {
    return secrets
        .ring(live.id().uuid())
        .current()
        .filter(version -> !live.scheme().asymmetric())
        .map(SecretVersion::text)
        .orElseThrow(() ->
            ProblemException.conflict(
                "cannot_sign",
                "This source has no secret that could sign: only its provider can."));
  }

  private static String eventId(LiveSource live, Instant now) {
    return "sim_"
        + UUID.nameUUIDFromBytes((live.id() + "|" + now).getBytes(StandardCharsets.UTF_8));
  }

  private static SignedRequest signed(
      LiveSource live, String url, String id, SecretText secret, Instant at) {
    SignedRequest draft = SampleEvent.of(live.scheme().provider(), url, id, at);
    try {
      return live.scheme().signed(draft, secret, live.verification(), at);
    } catch (IllegalArgumentException notKeyMaterial) {
      throw ProblemException.conflict(
          "cannot_sign", "The source's secret cannot sign as its provider does.");
    }
  }

  private static PlayedCase tampered(
      SignatureScheme scheme, SignedRequest sample, InetAddress client) {
    List<String> refused = List.of("bad_signature", "malformed_signature");
    return scheme.coversBody()
        ? new PlayedCase("tampered", tampered(sample), client, refused)
        : new PlayedCase(
            "tampered",
            tampered(sample),
            client,
            Stream.concat(refused.stream(), Stream.of("accepted", "duplicate", "replayed"))
                .toList(),
            scheme.displayName()
                + " does not sign the whole body ("
                + scheme.signs()
                + "): who has seen one request can write others. Let only its addresses in.");
  }

  private static SignedRequest tampered(SignedRequest sample) {
    String body =
        new String(sample.body(), StandardCharsets.UTF_8).replace("simulated", "tampered!");
    return new SignedRequest(
        sample.method(), sample.url(), sample.headers(), body.getBytes(StandardCharsets.UTF_8));
  }
}

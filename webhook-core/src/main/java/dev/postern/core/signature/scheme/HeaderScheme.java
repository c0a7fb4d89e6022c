package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.RequestMethods;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedContent;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Recipe} in the one order that holds for all: a usable secret, a well-formed claim,
 * the signature over the raw bytes, the replay window, and only then what the body says.
 */
public final class HeaderScheme implements SignatureScheme {
  /** Of a key pair, in one request. */
  static final int MOST_SIGNATURES = 20;

  private final Recipe recipe;
  private final SignedParts.Reader parts;
  private final boolean namesEvent;

  HeaderScheme(Recipe recipe) {
    this.recipe = recipe;
    this.parts = new SignedParts.Reader(recipe.field, recipe.stamp, recipe.idHeader);
    this.namesEvent = recipe.eventId.headers().allMatch(recipe::signs);
  }

  @Override
  public Verdict verify(
      SignedRequest request, SecretRing secrets, VerificationSettings settings, Instant now) {
    HeaderScheme other = recipe.otherFamily;
    if (other != null && !carries(request, recipe) && carries(request, other.recipe)) {
      return other.verify(request, secrets, settings, now);
    }
    return switch (proven(request, secrets, settings, now)) {
      case Read.Got<SecretVersion> by -> conclude(request, by.value());
      case Read.Refused<SecretVersion> no ->
          new Verdict.Rejected(
              no.reason(),
              Diagnosis.lazily(() ->
                  new Diagnostician(recipe, request, secrets, settings, now).explain(no.reason())),
              recipe.refused);
    };
  }

  private static boolean carries(SignedRequest request, Recipe family) {
    return request.headers().first(family.field.name()).isPresent();
  }

  /**
   * Step by step and not as a chain, and without taking records apart: this runs for every request,
   * and neither is inlined.
   */
  private Read<SecretVersion> proven(
      SignedRequest request, SecretRing secrets, VerificationSettings settings, Instant now) {
    Read<List<SecretVersion>> keys = UsableSecrets.at(now, secrets, recipe.proof::usable);
    if (!(keys instanceof Read.Got<List<SecretVersion>> live)) {
      return keys.refused();
    }
    Read<SignedParts> read = parts.read(request.headers());
    if (!(read instanceof Read.Got<SignedParts> it)) {
      return read.refused();
    }
    if (tooMany(it.value().digests())) {
      return new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
    }
    SecretVersion by = prover(request, it.value(), settings, live.value());
    if (by == null) {
      return new Read.Refused<>(parts.refusal(Reason.BAD_SIGNATURE, it.value().digests()));
    }
    Read<Duration> age = age(it.value(), request, now);
    if (!(age instanceof Read.Got<Duration> past)) {
      return age.refused();
    }
    Optional<Reason> outside = Window.judge(past.value(), settings);
    if (outside.isPresent()) {
      return new Read.Refused<>(outside.get());
    }
    return request.body().length == 0 && !recipe.sendsEmptyBodies
        ? new Read.Refused<>(Reason.EMPTY_BODY)
        : new Read.Got<>(by);
  }

  /**
   * A digest is computed once and compared, but each signature of a key pair costs the body anew.
   */
  private boolean tooMany(List<String> digests) {
    return digests.size() > MOST_SIGNATURES && recipe.proof.asymmetric();
  }

  /** The version that made one of the digests; null when none did. */
  private @Nullable SecretVersion prover(
      SignedRequest request,
      SignedParts it,
      VerificationSettings settings,
      List<SecretVersion> live) {
    String url = SignedUrl.of(request, settings);
    String rewritten = recipe.signedUrl.apply(url);
    SecretVersion by = prover(message(request, it.stampText(), it.id(), rewritten), it, live);
    return by != null || rewritten.equals(url)
        ? by
        : prover(message(request, it.stampText(), it.id(), url), it, live);
  }

  private @Nullable SecretVersion prover(
      List<byte[]> message, SignedParts it, List<SecretVersion> live) {
    for (int i = 0; i < live.size(); i++) {
      if (matches(message, live.get(i).text(), it.digests())) {
        return live.get(i);
      }
    }
    return null;
  }

  private boolean matches(List<byte[]> message, SecretText secret, List<String> digests) {
    Optional<Predicate<String>> test = recipe.proof.over(message, secret, recipe.field.encoding());
    boolean any = false;
    for (String digest : digests) {
      any |= test.isPresent() && test.get().test(digest);
    }
    return any;
  }

  private Read<Duration> age(SignedParts it, SignedRequest request, Instant now) {
    return recipe.bodyStamp == null
        ? new Read.Got<>(it.age(now))
        : bodyAge(recipe.bodyStamp, request, now);
  }

  private static Read<Duration> bodyAge(Stamp stamp, SignedRequest request, Instant now) {
    String pointer = String.valueOf(stamp.place());
    String text = JsonScalars.read(request.body(), Set.of(pointer)).get(pointer);
    return text == null
        ? new Read.Refused<>(Reason.MISSING_TIMESTAMP)
        : Read.of(
            stamp.unit().parse(text).map(at -> stamp.unit().age(at, now)),
            Reason.MALFORMED_TIMESTAMP);
  }

  private Verdict conclude(SignedRequest request, SecretVersion by) {
    Optional<ProviderAnswer> question = recipe.handshake.answer(request, by.text());
    return question.isPresent()
        ? new Verdict.Handshake(Optional.of(by.id()), question.get())
        : new Verdict.Accepted(by.id(), identity(request), recipe.accepted.apply(request));
  }

  private EventIdentity identity(SignedRequest request) {
    return EventIdentity.lazily(() -> Names.identify(request, recipe.eventId, recipe.eventType));
  }

  private List<byte[]> message(SignedRequest request, String stamp, String id, String url) {
    return recipe.template.render(new Template.Values(stamp, id, request, url, request.body()));
  }

  @Override
  public SignedContent signedContent(SignedRequest proven, VerificationSettings settings) {
    HeaderScheme other = recipe.otherFamily;
    if (other != null && !carries(proven, recipe) && carries(proven, other.recipe)) {
      return other.signedContent(proven, settings);
    }
    return SignedContent.of(() -> signedBytes(proven, settings), namesEvent, recipe.neverAlike);
  }

  private List<byte[]> signedBytes(SignedRequest proven, VerificationSettings settings) {
    return parts.read(proven.headers()) instanceof Read.Got<SignedParts>(SignedParts it)
        ? message(
            proven, it.stampText(), it.id(), recipe.signedUrl.apply(SignedUrl.of(proven, settings)))
        : List.of(proven.body());
  }

  @Override
  public HeaderFields sign(
      SignedRequest draft, SecretText secret, VerificationSettings settings, Instant now) {
    HeaderFields own = parts.write(draft, now);
    String stamp = parts.stampText(now);
    String id = recipe.idHeader == null ? "" : own.first(recipe.idHeader).orElse("");
    String url = recipe.signedUrl.apply(SignedUrl.of(draft, settings));
    byte[] digest = recipe.proof.sign(message(draft, stamp, id, url), secret);
    return own.with(recipe.field.write(digest, stamp));
  }

  @Override
  public SecretText generateSecret(SecureRandom random) {
    return recipe.secretForm.generate(random);
  }

  @Override
  public boolean asymmetric() {
    return recipe.proof.asymmetric();
  }

  @Override
  public boolean canVerifyWith(SecretText secret) {
    return recipe.proof.usable(secret);
  }

  @Override
  public SecretText verificationSecret(SecretText signing) {
    return recipe.proof.verificationSecret(signing);
  }

  @Override
  public String provider() {
    return recipe.provider;
  }

  @Override
  public String displayName() {
    return recipe.displayName;
  }

  @Override
  public Duration defaultTolerance() {
    return recipe.tolerance;
  }

  @Override
  public Optional<String> signatureHeader() {
    return Optional.of(recipe.field.name());
  }

  @Override
  public RequestMethods methods() {
    return recipe.methods;
  }

  @Override
  public Optional<ProviderAnswer> refusedAnswer() {
    return recipe.refused;
  }

  @Override
  public String signs() {
    return recipe.field.name() + " over " + recipe.template;
  }

  @Override
  public boolean expectsJson() {
    return recipe.sendsJson;
  }
}

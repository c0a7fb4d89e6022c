package dev.postern.core.signature.scheme;

import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.RequestMethods;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a provider signs in header fields, as data: everything there is to say about most of them.
 * Built fluently; a recipe in building is confined to its thread, a scheme made of it is immutable.
 */
public final class Recipe {
  final String provider;
  final String displayName;
  final SignatureField field;
  final Template template;
  Proof proof = HmacProof.SHA256;
  @Nullable Stamp stamp;
  @Nullable Stamp bodyStamp;
  @Nullable String idHeader;
  UnaryOperator<String> signedUrl = UnaryOperator.identity();
  Locator eventId = Locator.nowhere();
  Locator eventType = Locator.nowhere();
  SecretForm secretForm = SecretForm.ALPHANUMERIC;
  Duration tolerance = VerificationSettings.DEFAULT_TOLERANCE;
  Handshake handshake = Handshake.never();
  Function<SignedRequest, Optional<ProviderAnswer>> accepted = request -> Optional.empty();
  Optional<ProviderAnswer> refused = Optional.empty();
  RequestMethods methods = RequestMethods.POST;
  @Nullable HeaderScheme otherFamily;
  boolean neverAlike;
  boolean sendsEmptyBodies = true;
  boolean sendsJson = true;

  private Recipe(String provider, String displayName, SignatureField field, String template) {
    this.provider = provider;
    this.displayName = displayName;
    this.field = field;
    this.template = Template.parse(template);
  }

  /**
   * @param template what is signed, in the notation of {@link Template}
   */
  public static Recipe named(
      String provider, String displayName, SignatureField field, String template) {
    return new Recipe(provider, displayName, field, template);
  }

  public Recipe provenBy(Proof newProof) {
    this.proof = newProof;
    return this;
  }

  /** The timestamp has a field of its own. */
  public Recipe stampedIn(String header, StampUnit unit) {
    this.stamp = new Stamp(header, unit);
    return this;
  }

  /** The signature field carries the timestamp. */
  public Recipe stamped(StampUnit unit) {
    this.stamp = new Stamp(null, unit);
    return this;
  }

  /** The timestamp is a scalar of the signed body, read only once the body is proven. */
  public Recipe stampedInBody(String pointer, StampUnit unit) {
    this.bodyStamp = new Stamp(pointer, unit);
    return this;
  }

  /** How the provider rewrites the URL before it signs it; signed as it is, it counts too. */
  public Recipe signingUrlAs(UnaryOperator<String> rewriting) {
    this.signedUrl = rewriting;
    return this;
  }

  public Recipe within(Duration defaultTolerance) {
    this.tolerance = defaultTolerance;
    return this;
  }

  /** The field of the signed message id. */
  public Recipe identifiedBy(String header) {
    this.idHeader = header;
    return this;
  }

  public Recipe event(Locator id, Locator type) {
    this.eventId = id;
    this.eventType = type;
    return this;
  }

  public Recipe secret(SecretForm form) {
    this.secretForm = form;
    return this;
  }

  public Recipe greeting(Handshake newHandshake) {
    this.handshake = newHandshake;
    return this;
  }

  public Recipe by(RequestMethods newMethods) {
    this.methods = newMethods;
    return this;
  }

  public Recipe answeringAccepted(ProviderAnswer answer) {
    return answeringAccepted(request -> Optional.of(answer));
  }

  /** Where only some of its events want an answer of their own. */
  public Recipe answeringAccepted(Function<SignedRequest, Optional<ProviderAnswer>> answer) {
    this.accepted = answer;
    return this;
  }

  public Recipe answeringRefused(ProviderAnswer answer) {
    this.refused = Optional.of(answer);
    return this;
  }

  /**
   * The provider has a second family of fields for the same secret: a request that carries only
   * that one's signature is judged by it. Signing is done by the first.
   */
  public Recipe or(Recipe other) {
    this.otherFamily = other.scheme();
    return this;
  }

  /**
   * No two events of the provider have the same body, down to its milliseconds: one that has is a
   * copy.
   */
  public Recipe neverAlike() {
    this.neverAlike = true;
    return this;
  }

  /** The provider never sends an empty body, so that even a signed one is refused. */
  public Recipe neverEmpty() {
    this.sendsEmptyBodies = false;
    return this;
  }

  /** The provider sends other bodies than JSON too. */
  public Recipe notOnlyJson() {
    this.sendsJson = false;
    return this;
  }

  boolean signs(String header) {
    return (idHeader != null && header.equalsIgnoreCase(idHeader))
        || template.has("header:" + header);
  }

  public HeaderScheme scheme() {
    return new HeaderScheme(this);
  }
}

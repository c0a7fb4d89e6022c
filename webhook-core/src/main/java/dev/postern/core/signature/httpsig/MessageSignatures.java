package dev.postern.core.signature.httpsig;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.httpsig.Structured.Bare;
import dev.postern.core.signature.httpsig.Structured.InnerList;
import dev.postern.core.signature.httpsig.Structured.Item;
import dev.postern.core.signature.httpsig.Structured.Member;
import dev.postern.core.signature.scheme.JsonScalars;
import dev.postern.core.signature.scheme.Protocol;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.SignedUrl;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * RFC 9421 with shared keys or key pairs. The signature must cover at least the method, the target
 * and {@code content-digest} (or the configured {@code required_components}), and the digest must
 * be the body's: a signature that leaves the body out would let it be swapped. Every signature of
 * the message is tried, ten at most; {@code created} is held to the window and {@code expires} is
 * honoured.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421">RFC 9421</a>
 */
public final class MessageSignatures implements Protocol {
  private static final String REQUIRED = "@method @target-uri content-digest";
  private static final int MOST = 10;

  @Override
  public Read<SecretVersion> prove(Case it) {
    return signatures(it)
        .then(all -> {
          List<Read<SecretVersion>> outcomes =
              all.stream().map(one -> one.prove(required(it))).toList();
          return outcomes.stream()
              .max(Comparator.comparingInt(MessageSignatures::progress))
              .orElseGet(() -> new Read.Refused<>(Reason.MALFORMED_SIGNATURE));
        });
  }

  /** How far a signature came: of several refusals the one nearest to acceptance is told. */
  private static int progress(Read<SecretVersion> outcome) {
    return switch (outcome) {
      case Read.Got<SecretVersion> ignored -> 5;
      case Read.Refused<SecretVersion>(Reason reason) ->
          switch (reason) {
            case STALE_TIMESTAMP, FUTURE_TIMESTAMP, MISSING_TIMESTAMP, MALFORMED_TIMESTAMP -> 4;
            case DIGEST_MISMATCH -> 3;
            case BAD_SIGNATURE -> 2;
            case INSUFFICIENT_COVERAGE -> 1;
            default -> 0;
          };
    };
  }

  /** The signatures that have an input. */
  static Read<List<OneSignature>> signatures(Case it) {
    HeaderFields headers = it.request().headers();
    return dictionary(headers, "Signature")
        .then(signatures ->
            dictionary(headers, "Signature-Input")
                .then(inputs -> {
                  List<OneSignature> all = new ArrayList<>();
                  inputs.forEach((label, input) -> {
                    if (input instanceof InnerList covered
                        && signatures.get(label) instanceof Item item
                        && item.value() instanceof Bare.Bytes(byte[] bytes)) {
                      all.add(new OneSignature(it, covered, bytes));
                    }
                  });
                  return all.isEmpty() || all.size() > MOST
                      ? new Read.Refused<>(Reason.MALFORMED_SIGNATURE)
                      : new Read.Got<>(all);
                }));
  }

  private static Read<Map<String, Member>> dictionary(HeaderFields headers, String name) {
    String text = String.join(", ", headers.all(name));
    return text.isBlank()
        ? new Read.Refused<>(Reason.MISSING_SIGNATURE)
        : Read.of(StructuredParser.dictionary(text), Reason.MALFORMED_SIGNATURE);
  }

  static Set<String> required(Case it) {
    String configured = it.settings().configured("required_components");
    return Set.of((configured == null ? REQUIRED : configured).strip().split("\\s+"));
  }

  @Override
  public Optional<Diagnosis> explain(Reason reason, Case it) {
    return signatures(it) instanceof Read.Got<List<OneSignature>>(List<OneSignature> all)
        ? all.stream().flatMap(one -> one.explain(reason, required(it)).stream()).findFirst()
        : Optional.empty();
  }

  @Override
  public Verdict conclude(Case it, SecretVersion by) {
    Map<String, String> body = JsonScalars.read(it.request().body(), Set.of("/id", "/type"));
    String id = it.request().headers().first("Webhook-Id").orElse(body.get("/id"));
    EventIdentity identity = EventIdentity.of(id, body.get("/type"), it.request().body());
    return new Verdict.Accepted(
        by.id(), usedOnce(it).map(identity::withNonce).orElse(identity), Optional.empty());
  }

  /** The nonce of the signature that proves the message. */
  private static Optional<String> usedOnce(Case it) {
    return signatures(it) instanceof Read.Got<List<OneSignature>>(List<OneSignature> all)
        ? all.stream()
            .filter(one -> one.prove(required(it)) instanceof Read.Got<SecretVersion>)
            .findFirst()
            .flatMap(OneSignature::usedOnce)
        : Optional.empty();
  }

  @Override
  public SignedRequest sign(SignedRequest draft, SecretText secret, Case it) {
    String due = it.settings().configured("alg");
    SignatureKey key =
        SignatureKey.toSign(secret, due)
            .filter(parsed -> !parsed.algorithms().isEmpty())
            .orElseThrow(() -> new IllegalArgumentException("The secret is no key."));
    String algorithm =
        key.algorithms().stream()
            .filter(known -> known.equals(due))
            .findFirst()
            .orElse(key.algorithms().getFirst());
    String covered = "(\"@method\" \"@target-uri\" \"content-digest\")";
    String raw = covered + ";created=" + it.now().getEpochSecond() + ";alg=\"" + algorithm + "\"";
    SignedRequest digested =
        draft.withHeaders(HeaderFields.of("Content-Digest", ContentDigest.of(draft.body())));
    Member member =
        Objects.requireNonNull(StructuredParser.dictionary("sig=" + raw).orElseThrow().get("sig"));
    String base =
        SignatureBase.of(digested, SignedUrl.of(draft, it.settings()), (InnerList) member)
            .orElseThrow();
    String signature = Base64.getEncoder().encodeToString(key.sign(algorithm, base));
    return digested.withHeaders(
        HeaderFields.of("Signature-Input", "sig=" + raw, "Signature", "sig=:" + signature + ":"));
  }

  @Override
  public boolean usable(SecretText secret) {
    return SignatureKey.parse(secret).filter(SignatureKey::verifies).isPresent();
  }

  @Override
  public SecretForm secretForm() {
    return SecretForm.base64(64);
  }

  @Override
  public boolean sendsJson() {
    return false;
  }

  @Override
  public Optional<String> signatureHeader() {
    return Optional.of("Signature-Input");
  }

  @Override
  public String provider() {
    return "rfc9421";
  }

  @Override
  public String displayName() {
    return "HTTP Message Signatures";
  }

  @Override
  public String signs() {
    return "Signature over the components of Signature-Input";
  }
}

package dev.postern.core.signature.httpsig;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.scheme.JsonScalars;
import dev.postern.core.signature.scheme.Protocol;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.SignedUrl;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * RFC 9421 with shared keys or key pairs. The signature must cover at least the method, the target
 * and {@code content-digest} (or the configured {@code required_components}), and the digest must
 * be the body's: a signature that leaves the body out would let it be swapped. Every signature of
 * the message is tried; {@code created} is held to the window and {@code expires} is honoured.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421">RFC 9421</a>
 */
public final class MessageSignatures implements Protocol {
  private static final String REQUIRED = "@method @target-uri content-digest";

  @Override
  public Read<SecretVersion> prove(Case it) {
    HeaderFields headers = it.request().headers();
    return dictionary(headers, "Signature")
        .then(signatures ->
            dictionary(headers, "Signature-Input").then(inputs -> best(it, inputs, signatures)));
  }

  private static Read<Map<String, StructuredFields.Member>> dictionary(
      HeaderFields headers, String name) {
    List<String> values = headers.all(name);
    String text = String.join(", ", values);
    return text.isBlank()
        ? new Read.Refused<>(Reason.MISSING_SIGNATURE)
        : Read.of(StructuredFields.dictionary(text), Reason.MALFORMED_SIGNATURE);
  }

  private static Read<SecretVersion> best(
      Case it,
      Map<String, StructuredFields.Member> inputs,
      Map<String, StructuredFields.Member> signatures) {
    Read<SecretVersion> last = new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
    for (Map.Entry<String, StructuredFields.Member> input : inputs.entrySet()) {
      StructuredFields.Member signature = signatures.get(input.getKey());
      if (signature != null
          && input.getValue().innerList()
          && signature.items().size() == 1
          && signature.items().getFirst().value() instanceof StructuredFields.Bare.Bytes bytes) {
        last = new OneSignature(it, input.getValue(), bytes.array()).prove(required(it));
        if (last instanceof Read.Got<SecretVersion>) {
          return last;
        }
      }
    }
    return last;
  }

  private static Set<String> required(Case it) {
    String configured = it.settings().configured("required_components");
    return Set.of((configured == null ? REQUIRED : configured).strip().split("\\s+"));
  }

  @Override
  public Verdict conclude(Case it, SecretVersion by) {
    Map<String, String> body = JsonScalars.read(it.request().body(), Set.of("/id", "/type"));
    String id = it.request().headers().first("Webhook-Id").orElse(body.get("/id"));
    EventIdentity identity = EventIdentity.of(id, body.get("/type"), it.request().body());
    return new Verdict.Accepted(by.id(), identity, Optional.empty());
  }

  @Override
  public SignedRequest sign(SignedRequest draft, SecretText secret, Case it) {
    SignatureKey key =
        SignatureKey.parse(secret)
            .orElseThrow(() -> new IllegalArgumentException("The secret is no key."));
    String algorithm = key.algorithms().getFirst();
    String covered = "(\"@method\" \"@target-uri\" \"content-digest\")";
    String raw = covered + ";created=" + it.now().getEpochSecond() + ";alg=\"" + algorithm + "\"";
    SignedRequest digested =
        draft.withHeaders(HeaderFields.of("Content-Digest", ContentDigest.of(draft.body())));
    StructuredFields.Member member =
        Objects.requireNonNull(StructuredFields.dictionary("sig=" + raw).orElseThrow().get("sig"));
    String base =
        SignatureBase.of(digested, SignedUrl.of(draft, it.settings()), member).orElseThrow();
    String signature = Base64.getEncoder().encodeToString(key.sign(algorithm, base));
    return digested.withHeaders(
        HeaderFields.of("Signature-Input", "sig=" + raw, "Signature", "sig=:" + signature + ":"));
  }

  @Override
  public boolean usable(SecretText secret) {
    return SignatureKey.parse(secret).isPresent();
  }

  @Override
  public SecretForm secretForm() {
    return random -> {
      byte[] key = new byte[64];
      random.nextBytes(key);
      return SecretText.of(Base64.getEncoder().encodeToString(key));
    };
  }

  @Override
  public boolean sendsJson() {
    return false;
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

package dev.postern.core.signature.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.scheme.DigestTrouble;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.HmacMatch;
import dev.postern.core.signature.scheme.HmacProof;
import dev.postern.core.signature.scheme.JsonDocument;
import dev.postern.core.signature.scheme.KeyForm;
import dev.postern.core.signature.scheme.Protocol;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.SecretForm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adyen's payment webhooks: every item carries the base64 HMAC-SHA256 of eight of its fields joined
 * by colons, keyed with the hex-decoded key. All items must be genuine. The colons are not escaped
 * and no other field is covered.
 *
 * @see <a
 *     href="https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures/">Adyen:
 *     verify HMAC signatures</a>
 */
final class Adyen implements Protocol {
  private static final HmacProof PROOF = HmacProof.SHA256.keyed(KeyForm.HEX);
  private static final String ITEM = "/NotificationRequestItem";
  private static final String SIGNATURE = ITEM + "/additionalData/hmacSignature";
  private static final List<String> SIGNED =
      List.of(
          "/pspReference",
          "/originalReference",
          "/merchantAccountCode",
          "/merchantReference",
          "/amount/value",
          "/amount/currency",
          "/eventCode",
          "/success");

  private static final String OTHER_SECRET =
      "no live or expired key of this source made its signature. Most likely the key belongs to"
          + " another webhook or environment (test or live), or one of the eight signed fields was"
          + " changed: reference, original reference, account, merchant reference, amount,"
          + " currency, event code, success.";

  private static List<JsonDocument> items(SignedRequest request) {
    return JsonDocument.parse(request.body()).at("/notificationItems").elements();
  }

  private static String joined(JsonDocument item, Stream<String> fields) {
    return fields.map(field -> item.text(ITEM + field).orElse("")).collect(Collectors.joining(":"));
  }

  @Override
  public Read<SecretVersion> prove(Case it) {
    if (!JsonDocument.parse(it.request().body()).isObject()) {
      return new Read.Refused<>(Reason.MALFORMED_PAYLOAD);
    }
    Read<SecretVersion> proven = new Read.Refused<>(Reason.MISSING_SIGNATURE);
    for (JsonDocument item : items(it.request())) {
      List<byte[]> message = List.of(joined(item, SIGNED.stream()).getBytes(UTF_8));
      proven =
          Read.of(item.text(SIGNATURE).filter(t -> !t.isEmpty()), Reason.MISSING_SIGNATURE)
              .then(text -> HmacMatch.of(PROOF, Encoding.BASE64, message, text, it.live()));
      if (proven instanceof Read.Refused<SecretVersion>) {
        return proven;
      }
    }
    return proven;
  }

  @Override
  public Verdict conclude(Case it, SecretVersion by) {
    List<String> ids =
        items(it.request()).stream()
            .map(item -> joined(item, Stream.of("/pspReference", "/eventCode", "/success")))
            .toList();
    String type = items(it.request()).getFirst().text(ITEM + "/eventCode").orElse(null);
    EventIdentity identity =
        EventIdentity.of(ids.getFirst(), type, it.request().body())
            .deduplicatedBy(String.join(",", ids));
    return new Verdict.Accepted(by.id(), identity, Optional.of(ProviderAnswer.text("[accepted]")));
  }

  @Override
  public SignedRequest sign(SignedRequest draft, SecretText secret, Case it) {
    JsonDocument body = JsonDocument.parse(draft.body());
    if (items(draft).isEmpty()) {
      throw new IllegalArgumentException(
          "Adyen signs each of the notificationItems, and this body has none.");
    }
    for (int i = 0; i < items(draft).size(); i++) {
      String item = "/notificationItems/" + i;
      String message = joined(body.at(item), SIGNED.stream());
      byte[] digest = PROOF.sign(List.of(message.getBytes(UTF_8)), secret);
      body = body.with(item + SIGNATURE, Encoding.BASE64.encode(digest));
    }
    return draft.withBody(body.bytes());
  }

  @Override
  public Optional<Diagnosis> explain(Reason reason, Case it) {
    if (reason != Reason.BAD_SIGNATURE && reason != Reason.MALFORMED_SIGNATURE) {
      return Optional.empty();
    }
    List<JsonDocument> items = items(it.request());
    for (int i = 0; i < items.size(); i++) {
      String digest = items.get(i).text(SIGNATURE).orElse("");
      List<byte[]> message = List.of(joined(items.get(i), SIGNED.stream()).getBytes(UTF_8));
      Read<SecretVersion> alone = HmacMatch.of(PROOF, Encoding.BASE64, message, digest, it.live());
      if (alone instanceof Read.Refused<SecretVersion>) {
        String which = "Item " + (i + 1) + " of " + items.size() + ": ";
        return new DigestTrouble(KeyForm.HEX, Encoding.BASE64, digest, message, it.live())
            .explain()
            .map(found -> new Diagnosis(found.code(), which + found.sentence()))
            .or(() -> Optional.of(new Diagnosis("other_secret", which + OTHER_SECRET)));
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean usable(SecretText secret) {
    return PROOF.usable(secret);
  }

  @Override
  public SecretForm secretForm() {
    return SecretForm.HEX;
  }

  @Override
  public String provider() {
    return "adyen";
  }

  @Override
  public String displayName() {
    return "Adyen";
  }

  @Override
  public boolean coversBody() {
    return false;
  }

  @Override
  public String signs() {
    return "hmacSignature in each item, over eight of its fields";
  }
}

package dev.postern.core.signature.scheme;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the header says of the signature, read but not yet believed.
 *
 * @param stampText the timestamp exactly as it was signed; empty when none is
 * @param stamp null when none is signed
 * @param id the signed message id; empty when none is
 */
record SignedParts(
    List<String> digests,
    String stampText,
    @Nullable Instant stamp,
    @Nullable StampUnit unit,
    String id) {

  /** Zero when nothing is stamped: such a request never grows old. */
  Duration age(Instant now) {
    return stamp == null || unit == null ? Duration.ZERO : unit.age(stamp, now);
  }

  /** Reads and writes these parts for one recipe. */
  record Reader(SignatureField field, @Nullable Stamp stamp, @Nullable String idHeader) {

    /** Step by step and not as a chain: this runs for every request, and chains do not inline. */
    Read<SignedParts> read(HeaderFields headers) {
      Read<Claim> claim = field.read(headers);
      if (!(claim instanceof Read.Got<Claim> claimed)) {
        return claim.refused();
      }
      Read<SignedParts> parts = read(headers, claimed.value());
      return parts instanceof Read.Refused<SignedParts> no
          ? new Read.Refused<>(refusal(no.reason(), claimed.value().digests()))
          : parts;
    }

    /** Why a request with those digests is refused that has that trouble. */
    Reason refusal(Reason trouble, List<String> digests) {
      return Claim.unlessMalformed(digests, field.encoding(), trouble);
    }

    private Read<SignedParts> read(HeaderFields headers, Claim claim) {
      String stampText = "";
      Instant at = null;
      StampUnit unit = null;
      if (stamp != null) {
        Read<String> text = stampText(headers, claim, stamp);
        if (!(text instanceof Read.Got<String> it)) {
          return text.refused();
        }
        stampText = it.value();
        unit = stamp.unit();
        at = unit.parse(stampText).orElse(null);
        if (at == null) {
          return new Read.Refused<>(Reason.MALFORMED_TIMESTAMP);
        }
      }
      String id = "";
      if (idHeader != null) {
        Read<String> text = SingleField.read(headers, idHeader, Reason.MISSING_ID);
        if (!(text instanceof Read.Got<String> it)) {
          return text.refused();
        }
        id = it.value();
      }
      return new Read.Got<>(new SignedParts(claim.digests(), stampText, at, unit, id));
    }

    private static Read<String> stampText(HeaderFields headers, Claim claim, Stamp stamp) {
      return stamp.place() == null
          ? Read.of(Optional.ofNullable(claim.stamp()), Reason.MISSING_TIMESTAMP)
          : SingleField.read(headers, stamp.place(), Reason.MISSING_TIMESTAMP);
    }

    String stampText(Instant now) {
      return stamp == null ? "" : stamp.unit().write(now);
    }

    /** The fields beside the signature; an id that the draft lacks is derived from its body. */
    HeaderFields write(SignedRequest draft, Instant now) {
      HeaderFields fields = HeaderFields.of();
      if (idHeader != null) {
        String derived = "msg_" + UUID.nameUUIDFromBytes(draft.body());
        fields = HeaderFields.of(idHeader, draft.headers().first(idHeader).orElse(derived));
      }
      if (stamp != null && stamp.place() != null) {
        fields = fields.with(HeaderFields.of(stamp.place(), stampText(now)));
      }
      return fields;
    }
  }
}

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

    Read<SignedParts> read(HeaderFields headers) {
      return field
          .read(headers)
          .then(claim -> withStamp(headers, claim))
          .then(parts -> withId(headers, parts));
    }

    private Read<SignedParts> withStamp(HeaderFields headers, Claim claim) {
      if (stamp == null) {
        return new Read.Got<>(new SignedParts(claim.digests(), "", null, null, ""));
      }
      Read<String> text =
          stamp.place() == null
              ? Read.of(Optional.ofNullable(claim.stamp()), Reason.MISSING_TIMESTAMP)
              : SingleField.read(headers, stamp.place(), Reason.MISSING_TIMESTAMP);
      StampUnit unit = stamp.unit();
      return text.then(it ->
          Read.of(unit.parse(it), Reason.MALFORMED_TIMESTAMP)
              .then(instant ->
                  new Read.Got<>(new SignedParts(claim.digests(), it, instant, unit, ""))));
    }

    private Read<SignedParts> withId(HeaderFields headers, SignedParts parts) {
      if (idHeader == null) {
        return new Read.Got<>(parts);
      }
      return SingleField.read(headers, idHeader, Reason.MISSING_ID)
          .then(id ->
              new Read.Got<>(
                  new SignedParts(parts.digests, parts.stampText, parts.stamp, parts.unit, id)));
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

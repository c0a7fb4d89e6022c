package dev.postern.outbound.send;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an answer's body.
 *
 * @param bytes as they came, at most {@link #CAP}
 * @param ending how reading ended
 */
@SuppressWarnings("ArrayRecordComponent") // lives within one exchange
record ReplyBody(byte[] bytes, Ending ending) {

  /** Bytes after which reading stops, before and again after decompression. */
  static final int CAP = 64 * 1024;

  static final ReplyBody EMPTY = new ReplyBody(new byte[0], Ending.COMPLETE);

  private static final System.Logger LOG = System.getLogger(ReplyBody.class.getName());

  /** How reading ended. */
  enum Ending {
    COMPLETE,
    CAPPED,
    BROKEN
  }

  static ReplyBody read(@Nullable HttpEntity entity) throws IOException {
    return entity == null ? EMPTY : read(entity.getContent());
  }

  private static ReplyBody read(InputStream in) {
    byte[] bytes = new byte[2048];
    int length = 0;
    try {
      while (length < CAP) {
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(CAP, 2 * bytes.length));
        }
        int read = in.read(bytes, length, bytes.length - length);
        if (read < 0) {
          return new ReplyBody(Arrays.copyOf(bytes, length), Ending.COMPLETE);
        }
        length += read;
      }
      Ending ending = in.read() < 0 ? Ending.COMPLETE : Ending.CAPPED;
      return new ReplyBody(bytes, ending);
    } catch (IOException broken) {
      LOG.log(System.Logger.Level.TRACE, "reply_body_broken", broken);
      return new ReplyBody(Arrays.copyOf(bytes, length), Ending.BROKEN);
    }
  }

  /** The text a person sees: decompressed within the cap, then cut. */
  BodyExcerpt excerpt(HttpResponse response) {
    ReplyBody plain = decompressed(response.getFirstHeader("Content-Encoding"));
    String text = ReplyHeaders.storable(new String(plain.bytes, charset(response)));
    boolean more = ending != Ending.COMPLETE || plain.ending != Ending.COMPLETE;
    if (text.length() <= BodyExcerpt.MAX_CHARACTERS) {
      return new BodyExcerpt(text, more);
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(BodyExcerpt.MAX_CHARACTERS - 1));
    int end = splitsPair ? BodyExcerpt.MAX_CHARACTERS - 1 : BodyExcerpt.MAX_CHARACTERS;
    return new BodyExcerpt(text.substring(0, end), true);
  }

  private ReplyBody decompressed(@Nullable Header encoding) {
    String name = encoding == null ? "" : String.valueOf(encoding.getValue());
    try {
      ReplyBody plain =
          switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> read(new GZIPInputStream(new ByteArrayInputStream(bytes)));
            case "deflate" -> read(new InflaterInputStream(new ByteArrayInputStream(bytes)));
            default -> this;
          };
      return plain.bytes.length == 0 ? this : plain;
    } catch (IOException notCompressed) {
      LOG.log(System.Logger.Level.TRACE, "reply_body_not_compressed", notCompressed);
      return this;
    }
  }

  private static Charset charset(HttpResponse response) {
    Header type = response.getFirstHeader("Content-Type");
    ContentType parsed = type == null ? null : ContentType.parseLenient(type.getValue());
    Charset declared = parsed == null ? null : parsed.getCharset();
    return declared == null ? StandardCharsets.UTF_8 : declared;
  }
}

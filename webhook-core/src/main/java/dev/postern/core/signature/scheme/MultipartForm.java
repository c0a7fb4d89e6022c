package dev.postern.core.signature.scheme;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One text field of a form, multipart (RFC 7578) or URL-encoded. */
public final class MultipartForm {
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "(?i)multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^\\s;]{1,70})).*");
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)content-disposition:\\s*form-data\\s*;(?:.*;)?\\s*name=(?:\"([^\"]*)\"|([^\\s;\"]+)).*");

  private MultipartForm() {}

  /**
   * The field of that name; empty when there is none, when there are two (a later reader might take
   * the other one), and when the body is no such form.
   */
  public static Optional<String> field(SignedRequest request, String name) {
    String type = request.headers().first("Content-Type").orElse("");
    if (type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      return QueryParameters.parse(new String(request.body(), UTF_8)).only(name);
    }
    Matcher boundary = BOUNDARY.matcher(type);
    if (!boundary.matches()) {
      return Optional.empty();
    }
    String delimiter = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    // Latin-1 keeps every byte, so that only the one field's bytes are decoded as UTF-8.
    String body = "\r\n" + new String(request.body(), ISO_8859_1);
    String[] parts = body.split(Pattern.quote("\r\n--" + delimiter), -1);
    List<String> values = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      int blank = parts[i].indexOf("\r\n\r\n");
      if (blank >= 0 && isNamed(parts[i].substring(0, blank), name)) {
        values.add(new String(parts[i].substring(blank + 4).getBytes(ISO_8859_1), UTF_8));
      }
    }
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  private static boolean isNamed(String head, String name) {
    return head.lines()
        .map(NAME::matcher)
        .anyMatch(line ->
            line.matches() && name.equals(line.group(1) == null ? line.group(2) : line.group(1)));
  }

  /** The request with a multipart body of that one field. */
  public static SignedRequest of(SignedRequest request, String name, byte[] value) {
    String boundary = "postern-" + UUID.nameUUIDFromBytes(value);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head = "Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
    body.writeBytes(("--" + boundary + "\r\n" + head).getBytes(UTF_8));
    body.writeBytes(value);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
    return request
        .withHeaders(HeaderFields.of("Content-Type", "multipart/form-data; boundary=" + boundary))
        .withBody(body.toByteArray());
  }
}

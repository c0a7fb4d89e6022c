package dev.postern.core.cli;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The request: a captured one from a file, or put together like a curl command. */
final class RequestOptions {
  @Option(
      names = {"-r", "--request"},
      paramLabel = "FILE",
      description = "A raw HTTP request (request line, headers, empty line, body); - is stdin.")
  @Nullable String file;

  @Option(
      names = {"-X", "--method"},
      paramLabel = "METHOD",
      description = "Method (default: the file's, or POST).")
  @Nullable String method;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The URL that the provider called (default: the file's).")
  @Nullable String url;

  @Parameters(arity = "0..1", paramLabel = "URL", description = "The same, where curl has it.")
  @Nullable String target;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "'NAME: VALUE'",
      description = "A header field; replaces the file's of that name. Repeatable.")
  List<String> headers = List.of();

  @Option(
      names = {"-d", "--data", "--data-binary", "--data-raw"},
      paramLabel = "TEXT|@FILE",
      description = {
        "The body, byte for byte; @- is stdin.",
        "As with curl a form, unless a Content-Type says otherwise or it looks like JSON."
      })
  @Nullable String data;

  @Option(
      names = "--json",
      paramLabel = "TEXT|@FILE",
      description = "The body, with Content-Type: application/json.")
  @Nullable String json;

  @Option(
      names = {"-u", "--user"},
      paramLabel = "NAME:PASSWORD",
      description = "HTTP Basic credentials.")
  @Nullable String user;

  CapturedRequest read(InputStream stdin) throws IOException {
    CapturedRequest captured =
        file == null
            ? CapturedRequest.of(
                new SignedRequest("POST", "https://localhost/", HeaderFields.of(), new byte[0]))
            : RawRequest.parse(bytes(file, stdin));
    SignedRequest base = captured.request();
    String called = url == null ? target : url;
    String content = json == null ? data : json;
    byte[] body = content == null ? base.body() : body(content, stdin);
    HeaderFields fields = base.headers().with(HeaderFields.of(fields()));
    if (data != null && json == null && fields.first("Content-Type").isEmpty() && !isJson(body)) {
      fields = fields.with(HeaderFields.of("Content-Type", "application/x-www-form-urlencoded"));
    }
    SignedRequest request =
        new SignedRequest(
            method == null ? base.method() : method,
            called == null ? base.url() : called,
            fields,
            body);
    return new CapturedRequest(request, content == null ? captured.notes() : List.of());
  }

  private List<Map.Entry<String, String>> fields() {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    if (json != null && headers.stream().noneMatch(RequestOptions::isContentType)) {
      fields.add(Map.entry("Content-Type", "application/json"));
    }
    if (user != null) {
      byte[] pair = user.getBytes(StandardCharsets.UTF_8);
      fields.add(Map.entry("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)));
    }
    headers.forEach(line -> fields.add(RawRequest.field(line)));
    return fields;
  }

  private static boolean isJson(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).stripLeading();
    return text.startsWith("{") || text.startsWith("[");
  }

  private static boolean isContentType(String line) {
    return line.regionMatches(true, 0, "content-type:", 0, "content-type:".length());
  }

  private static byte[] body(String data, InputStream stdin) throws IOException {
    return data.startsWith("@")
        ? bytes(data.substring(1), stdin)
        : data.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String file, InputStream stdin) throws IOException {
    return file.equals("-") ? stdin.readAllBytes() : Files.readAllBytes(Path.of(file));
  }
}

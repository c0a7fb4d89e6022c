package dev.postern.core.cli;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

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

  @Option(
      names = {"-H", "--header"},
      paramLabel = "'NAME: VALUE'",
      description = "A header field; replaces the file's of that name. Repeatable.")
  List<String> headers = List.of();

  @Option(
      names = {"-d", "--data", "--data-binary"},
      paramLabel = "TEXT|@FILE",
      description = "The body, byte for byte; @- is stdin.")
  @Nullable String data;

  SignedRequest read(InputStream stdin) throws IOException {
    SignedRequest base =
        file == null
            ? new SignedRequest("POST", "https://localhost/", HeaderFields.of(), new byte[0])
            : RawRequest.parse(bytes(file, stdin));
    return new SignedRequest(
        method == null ? base.method() : method,
        url == null ? base.url() : url,
        base.headers().with(HeaderFields.of(headers.stream().map(RawRequest::field).toList())),
        data == null ? base.body() : body(data, stdin));
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

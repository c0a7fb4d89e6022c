package dev.postern.core.cli;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description = "Sign a request as the provider would, and print it as a raw HTTP request.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:signed", "2:used wrongly"})
final class SignCommand implements Callable<Integer> {
  @Mixin private final SchemeOptions options = new SchemeOptions();
  @Mixin private final RequestOptions request = new RequestOptions();
  private final InstantSource time;

  @Option(names = "--headers-only", description = "Print only the signing header fields.")
  private boolean headersOnly;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the request there, byte for byte.")
  private @Nullable Path output;

  @Spec private CommandSpec spec = CommandSpec.create();

  SignCommand(InstantSource time) {
    this.time = time;
  }

  @Override
  public Integer call() throws IOException {
    SignatureScheme scheme =
        options
            .scheme()
            .orElseThrow(() ->
                new IllegalArgumentException("Signing needs a provider: --provider or --custom."));
    SecretRing ring = options.ring();
    if (ring.versions().isEmpty()) {
      throw new IllegalArgumentException("Signing needs a secret.");
    }
    SignedRequest draft = request.read(System.in).request();
    var secret = ring.versions().getFirst().text();
    var settings = options.settings(scheme);
    PrintWriter out = spec.commandLine().getOut();
    if (headersOnly) {
      scheme
          .sign(draft, secret, settings, options.at(time))
          .entries()
          .forEach(it -> out.println(it.getKey() + ": " + it.getValue()));
    } else {
      SignedRequest signed = scheme.signed(draft, secret, settings, options.at(time));
      byte[] raw = RawRequest.write(signed);
      if (output == null) {
        out.print(new String(raw, StandardCharsets.UTF_8));
      } else {
        Files.write(output, raw);
      }
    }
    out.flush();
    return 0;
  }
}

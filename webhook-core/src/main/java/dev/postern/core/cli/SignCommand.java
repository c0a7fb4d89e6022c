package dev.postern.core.cli;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
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
  private final OutputStream stdout;

  @Option(names = "--headers-only", description = "Print only the signing header fields.")
  private boolean headersOnly;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the request there, byte for byte.")
  private @Nullable Path output;

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * @param stdout takes requests byte for byte, which a writer of text could not
   */
  SignCommand(InstantSource time, OutputStream stdout) {
    this.time = time;
    this.stdout = stdout;
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
    SignedRequest signed = scheme.signed(draft, secret, settings, options.at(time));
    if (headersOnly) {
      if (!Arrays.equals(signed.body(), draft.body())) {
        throw new IllegalArgumentException(
            scheme.displayName() + " signs inside the body: leave --headers-only away.");
      }
      PrintWriter out = spec.commandLine().getOut();
      scheme
          .sign(draft, secret, settings, options.at(time))
          .entries()
          .forEach(it -> out.println(it.getKey() + ": " + it.getValue()));
      out.flush();
    } else {
      byte[] raw = RawRequest.write(signed);
      if (output == null) {
        stdout.write(raw);
        stdout.flush();
      } else {
        Files.write(output, raw);
      }
    }
    return 0;
  }
}

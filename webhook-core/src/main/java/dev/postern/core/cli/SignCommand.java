package dev.postern.core.cli;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description = "Sign a request as the provider would, and print it as a raw HTTP request.")
final class SignCommand implements Callable<Integer> {
  @Mixin private final SchemeOptions options = new SchemeOptions();
  @Mixin private final RequestOptions request = new RequestOptions();
  private final InstantSource time;

  @Option(names = "--headers-only", description = "Print only the signing header fields.")
  private boolean headersOnly;

  @Spec private CommandSpec spec = CommandSpec.create();

  SignCommand(InstantSource time) {
    this.time = time;
  }

  @Override
  public Integer call() throws IOException {
    SignatureScheme scheme = options.scheme();
    SecretRing ring = options.ring();
    if (ring.versions().isEmpty()) {
      throw new IllegalArgumentException("Signing needs a secret.");
    }
    SignedRequest draft = request.read(System.in);
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
      out.print(new String(RawRequest.write(signed), StandardCharsets.UTF_8));
    }
    out.flush();
    return 0;
  }
}

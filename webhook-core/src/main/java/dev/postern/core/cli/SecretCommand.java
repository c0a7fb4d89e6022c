package dev.postern.core.cli;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "secret",
    mixinStandardHelpOptions = true,
    description = "Generate a secret in a provider's format; for key pairs both halves.")
final class SecretCommand implements Callable<Integer> {
  @Option(
      names = {"-p", "--provider"},
      paramLabel = "KEY",
      defaultValue = "standard-webhooks",
      description = "The provider (default: ${DEFAULT-VALUE}).")
  private String provider = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    SignatureScheme scheme =
        SignatureSchemes.forProvider(provider)
            .orElseThrow(
                () -> new IllegalArgumentException("No provider is called " + provider + "."));
    if (!scheme.sharesSecret() && !scheme.asymmetric()) {
      throw new IllegalArgumentException(
          scheme.displayName()
              + " shares no secret: its certificate proves requests, and the source is told whose"
              + " (docs/providers.md).");
    }
    SecretText signing = scheme.generateSecret(new SecureRandom());
    SecretText verifying = scheme.verificationSecret(signing);
    PrintWriter out = spec.commandLine().getOut();
    if (signing.equals(verifying)) {
      out.println(signing.reveal());
    } else {
      out.println("sign with:   " + signing.reveal());
      out.println("verify with: " + verifying.reveal());
    }
    return 0;
  }
}

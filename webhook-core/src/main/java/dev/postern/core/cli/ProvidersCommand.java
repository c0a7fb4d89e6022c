package dev.postern.core.cli;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "providers",
    mixinStandardHelpOptions = true,
    description = "The providers that are understood.")
final class ProvidersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-24s %-34s %s%n", "KEY", "NAME", "SIGNS");
    for (SignatureScheme scheme : SignatureSchemes.all()) {
      out.printf("%-24s %-34s %s%n", scheme.provider(), scheme.displayName(), scheme.signs());
    }
    return 0;
  }
}

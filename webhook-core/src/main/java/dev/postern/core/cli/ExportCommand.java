package dev.postern.core.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Write a tenant's configuration as one YAML file, without any secret.")
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT", description = "Slug or id.")
  private String tenant = "";

  @Mixin private NodeCall node = new NodeCall();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    spec.commandLine()
        .getOut()
        .print(ConfigFile.write(new TenantCalls(node, tenant).snapshot().exported()));
    spec.commandLine().getOut().flush();
    return 0;
  }
}

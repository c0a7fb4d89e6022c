package dev.postern.core.cli;

import dev.postern.core.cli.config.Snapshot;
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
    Snapshot snapshot = new TenantCalls(node, tenant).snapshot();
    spec.commandLine().getOut().print(ConfigFile.write(snapshot.exported()));
    spec.commandLine().getOut().flush();
    snapshot.leftOut().forEach(spec.commandLine().getErr()::println);
    spec.commandLine().getErr().flush();
    return 0;
  }
}

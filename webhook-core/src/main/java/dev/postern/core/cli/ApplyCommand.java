package dev.postern.core.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.cli.config.Plan;
import dev.postern.core.cli.config.References;
import dev.postern.core.cli.config.Snapshot;
import dev.postern.core.cli.config.Step;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = "Bring a tenant to what a file says. A second time does nothing.")
final class ApplyCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "TENANT", description = "Slug or id.")
  private String tenant = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "As 'export' writes it.")
  private Path file = Path.of("");

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show the difference and change nothing.")
  private boolean dryRun;

  @Option(
      names = "--prune",
      description = "Also delete what the file does not name, and clear what it does not say.")
  private boolean prune;

  @Mixin private NodeCall node = new NodeCall();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    TenantCalls calls = new TenantCalls(node, tenant);
    JsonNode wanted = ConfigFile.read(file);
    Snapshot present = calls.snapshot();
    References environment = new References(name -> Optional.ofNullable(System.getenv(name)));
    List<Step> steps = Plan.of(wanted, present, environment, prune);
    List<Step> all = prune ? steps : Plan.of(wanted, present, environment, true);
    PrintWriter out = spec.commandLine().getOut();
    for (Step step : steps) {
      out.println(step.words());
      if (!dryRun) {
        calls.take(step);
      }
    }
    out.println(
        steps.isEmpty()
            ? "nothing to change"
            : steps.size() + (dryRun ? " to change" : " changed"));
    long leftAlone = all.stream().filter(step -> !steps.contains(step)).count();
    if (leftAlone > 0) {
      out.println(leftAlone + " more with --prune: what the file does not name or say");
    }
    return 0;
  }
}

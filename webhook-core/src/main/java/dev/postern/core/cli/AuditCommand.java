package dev.postern.core.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "audit-verify",
    mixinStandardHelpOptions = true,
    description = "Walk a tenant's audit trail and say whether it is whole. Exit code 1 if not.")
final class AuditCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT", description = "Slug or id.")
  private String tenant = "";

  @Mixin private NodeCall node = new NodeCall();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    NodeCall.Answer answer = node.get("/tenants/" + tenant + "/audit-log/verify");
    JsonNode body = new ObjectMapper().readTree(answer.body());
    PrintWriter out = spec.commandLine().getOut();
    if (answer.status() != 200) {
      throw new IllegalArgumentException(body.path("detail").asText());
    }
    if (body.path("whole").asBoolean()) {
      out.println("whole: " + body.path("entries").asLong() + " entries");
      return 0;
    }
    out.println(
        "BROKEN at entry " + body.path("broken_at").asLong() + ": " + body.path("detail").asText());
    return 1;
  }
}

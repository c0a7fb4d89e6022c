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
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Play a signed sample, its duplicate, a stale replay and a tampered copy against a source"
            + " of a running node; nothing is left behind. Exit code 1 if one came out wrong.")
final class SimulateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "TENANT", description = "Slug or id.")
  private String tenant = "";

  @Parameters(index = "1", paramLabel = "SOURCE", description = "The source's id: src_…")
  private String source = "";

  @Mixin private NodeCall node = new NodeCall();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    NodeCall.Answer answer = node.post("/tenants/" + tenant + "/sources/" + source + "/simulate");
    JsonNode body = new ObjectMapper().readTree(answer.body());
    PrintWriter out = spec.commandLine().getOut();
    if (answer.status() != 200) {
      throw new IllegalArgumentException(body.path("detail").asText());
    }
    for (JsonNode played : body.path("results")) {
      out.printf(
          "%-5s %-13s %s%n",
          played.path("as_expected").asBoolean() ? "ok" : "WRONG",
          played.path("name").asText(),
          played.path("verdict").asText());
    }
    return body.path("safe").asBoolean() ? 0 : 1;
  }
}

package dev.postern.core.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "rotate-keys",
    mixinStandardHelpOptions = true,
    description =
        "Exchange the key that seals stored secrets, while everything runs. Exit code 1 if some do"
            + " not open.")
final class RotateKeysCommand implements Callable<Integer> {
  @Mixin private NodeCall node = new NodeCall();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    NodeCall.Answer answer = node.post("/vault/rotate");
    JsonNode body = new ObjectMapper().readTree(answer.body());
    if (answer.status() != 200) {
      throw new IllegalArgumentException(body.path("detail").asText());
    }
    spec.commandLine()
        .getOut()
        .println(body.path("sealed_anew").asLong() + " secrets are sealed with the new key");
    long unopened = body.path("unopened").asLong();
    if (unopened > 0) {
      spec.commandLine()
          .getOut()
          .println(unopened + " do not open with any key and stay as they are: see the node's log");
      return 1;
    }
    return 0;
  }
}

package dev.postern.core.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "audit-verify",
    mixinStandardHelpOptions = true,
    description = {
      "Walk an audit trail and say whether it is whole. Exit code 1 if not.",
      "Without a tenant: the platform's own, and those of every tenant there is, in both modes."
    })
final class AuditCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "TENANT",
      arity = "0..1",
      description = "Slug or id, of a deleted tenant too; acme:test is the test mode of acme.")
  private String tenant = "";

  @Option(
      names = "--platform",
      description = "The platform's own trail: its people, keys, and the tenants themselves.")
  private boolean platform;

  @Mixin private NodeCall node = new NodeCall();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (platform && !tenant.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Name a tenant or say --platform, not both.");
    }
    if (platform) {
      return verify("", "");
    }
    return tenant.isEmpty() ? all() : verify("/tenants/" + tenant, "");
  }

  private int all() throws IOException, InterruptedException {
    int worst = verify("", "platform ");
    String cursor = "";
    do {
      JsonNode page = read("/tenants?limit=250" + cursor);
      for (JsonNode one : page.path("data")) {
        for (String mode : new String[] {"", ":test"}) {
          String name = one.path("slug").asText() + mode;
          worst = Math.max(worst, verify("/tenants/" + name, name + " "));
        }
      }
      String next = page.path("next_cursor").asText("");
      cursor =
          next.isEmpty() || page.path("next_cursor").isNull()
              ? ""
              : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!cursor.isEmpty());
    return worst;
  }

  private int verify(String owner, String label) throws IOException, InterruptedException {
    JsonNode body = read(owner + "/audit-log/verify");
    PrintWriter out = spec.commandLine().getOut();
    if (body.path("whole").asBoolean()) {
      out.println(label + "whole: " + body.path("entries").asLong() + " entries");
      return 0;
    }
    out.println(
        label
            + "BROKEN at entry "
            + body.path("broken_at").asLong()
            + ": "
            + body.path("detail").asText());
    return 1;
  }

  private JsonNode read(String path) throws IOException, InterruptedException {
    NodeCall.Answer answer = node.get(path);
    JsonNode body = new ObjectMapper().readTree(answer.body());
    if (answer.status() != 200) {
      throw new IllegalArgumentException(body.path("detail").asText());
    }
    return body;
  }
}

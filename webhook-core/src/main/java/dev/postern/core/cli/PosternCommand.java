package dev.postern.core.cli;

import java.io.IOException;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The runnable door of the command line. Exit codes: 0 accepted or done, 1 refused or failed, 2
 * used wrongly.
 */
@Command(
    name = "postern",
    description = "Verify, sign and debug webhook signatures.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class PosternCommand {
  private PosternCommand() {}

  /** The whole command line, its time from {@code time}. */
  public static CommandLine commandLine(InstantSource time) {
    return new CommandLine(new PosternCommand())
        .addSubcommand(new VerifyCommand(time))
        .addSubcommand(new SignCommand(time))
        .addSubcommand(new ConformanceCommand())
        .addSubcommand(new SecretCommand())
        .addSubcommand(new ProvidersCommand())
        .addSubcommand(new CommandLine.HelpCommand())
        .setExecutionExceptionHandler(PosternCommand::explain);
  }

  private static int explain(
      Exception problem, CommandLine command, CommandLine.ParseResult arguments) {
    String what = problem instanceof IOException ? "cannot read " : "";
    command.getErr().println("postern: " + what + problem.getMessage());
    return CommandLine.ExitCode.USAGE;
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(InstantSource.system()).execute(arguments));
  }
}

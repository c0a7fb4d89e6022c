package dev.postern.core.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
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
    return commandLine(time, System.out);
  }

  static CommandLine commandLine(InstantSource time, OutputStream stdout) {
    return new CommandLine(new PosternCommand())
        .addSubcommand(new VerifyCommand(time))
        .addSubcommand(new SignCommand(time, stdout))
        .addSubcommand(new ConformanceCommand())
        .addSubcommand(new SecretCommand())
        .addSubcommand(new ProvidersCommand())
        .addSubcommand(new AuditCommand())
        .addSubcommand(new RotateKeysCommand())
        .addSubcommand(new SimulateCommand())
        .addSubcommand(new ExportCommand())
        .addSubcommand(new ApplyCommand())
        .addSubcommand(new CommandLine.HelpCommand())
        // An @FILE is a body or a key here, and no file of arguments.
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler(PosternCommand::explain);
  }

  private static int explain(
      Exception problem, CommandLine command, CommandLine.ParseResult arguments) {
    command.getErr().println("postern: " + sentence(problem));
    return CommandLine.ExitCode.USAGE;
  }

  private static String sentence(Exception problem) {
    return switch (problem) {
      case NoSuchFileException missing -> "there is no file " + missing.getFile();
      case AccessDeniedException denied -> "the file may not be read: " + denied.getFile();
      case CharacterCodingException coding -> "a file that should be UTF-8 text is not";
      case IOException unreadable -> "cannot read " + unreadable.getMessage();
      default -> String.valueOf(problem.getMessage());
    };
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(InstantSource.system()).execute(arguments));
  }
}

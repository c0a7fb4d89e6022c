package dev.postern.core.cli;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Check a captured request and say what is wrong with it.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:accepted", "1:refused", "2:used wrongly"})
final class VerifyCommand implements Callable<Integer> {
  @Mixin private final SchemeOptions options = new SchemeOptions();
  @Mixin private final RequestOptions request = new RequestOptions();
  private final InstantSource time;

  @Spec private CommandSpec spec = CommandSpec.create();

  VerifyCommand(InstantSource time) {
    this.time = time;
  }

  @Override
  public Integer call() throws IOException {
    CapturedRequest captured = request.read(System.in);
    SecretRing ring = options.ring();
    PrintWriter out = spec.commandLine().getOut();
    Optional<SignatureScheme> named = options.scheme();
    ProviderGuess guess = named.isPresent() ? null : guess(captured.request(), ring);
    SignatureScheme scheme = guess == null ? named.orElseThrow() : guess.scheme();
    Verdict verdict =
        scheme.verify(captured.request(), ring, options.settings(scheme), options.at(time));
    int code = tell(out, scheme, verdict);
    if (guess != null) {
      line(out, "provider", scheme.provider() + ", guessed by " + guess.because());
    }
    captured.notes().forEach(note -> line(out, "note", note));
    return code;
  }

  private ProviderGuess guess(SignedRequest asked, SecretRing ring) throws IOException {
    return ProviderGuess.of(asked, ring, options.settings(), options.at(time))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Nothing in the request tells its provider: name it with --provider (see 'postern"
                    + " providers')."));
  }

  private static int tell(PrintWriter out, SignatureScheme scheme, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted(String by, EventIdentity identity, Optional<ProviderAnswer> answer) -> {
        out.println("accepted: " + scheme.displayName());
        line(out, "secret", by);
        line(out, "event id", identity.eventId() + (identity.derived() ? " (derived)" : ""));
        line(out, "event type", String.valueOf(identity.eventType()));
        answer.ifPresent(it -> print(out, it));
        yield 0;
      }
      case Verdict.Handshake(Optional<String> by, ProviderAnswer answer) -> {
        out.println("handshake: " + scheme.displayName());
        line(out, "secret", by.orElse("not needed"));
        print(out, answer);
        yield 0;
      }
      case Verdict.Rejected rejected -> {
        out.println("refused: " + rejected.reason().code());
        line(out, "diagnosis", rejected.diagnosis().code());
        line(out, "meaning", rejected.diagnosis().sentence());
        yield 1;
      }
    };
  }

  private static void print(PrintWriter out, ProviderAnswer answer) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    line(out, "answer", answer.status() + (body.isEmpty() ? "" : " " + body));
    answer.headers().entries().forEach(it -> line(out, it.getKey(), it.getValue()));
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("  %-12s %s%n", name, value);
  }
}

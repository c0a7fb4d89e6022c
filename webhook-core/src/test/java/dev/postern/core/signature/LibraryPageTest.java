package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of {@code docs/library.md}, run with nothing but this module and Jackson. */
class LibraryPageTest {
  private static final String SECRET = "whsec_a-secret-of-the-page";
  private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}";

  @TempDir Path folder;

  @Test
  void genuine_request_is_accepted_with_its_event_and_secret() throws Exception {
    assertThat(verified(BODY)).isEqualTo("accepted invoice.paid evt_1 by of-may");
  }

  @Test
  void changed_request_is_refused_with_reason_and_diagnosis() throws Exception {
    assertThat(verified(BODY + "\n")).isEqualTo("bad_signature: trailing_newline");
  }

  @Test
  void scheme_of_ones_own_signs_what_it_accepts() throws Exception {
    assertThat(said("Sign", Map.of(), "").lines())
        .containsExactlyInAnyOrder("X-Acme-Signature", "X-Acme-Time", "true");
  }

  private String verified(String body) throws Exception {
    // The program reads the machine's clock. So does the file system, and a test must not.
    Path stamped = Files.writeString(folder.resolve("stamp"), "");
    String now = Long.toString(Files.getLastModifiedTime(stamped).to(TimeUnit.SECONDS));
    String signature = "t=" + now + ",v1=" + Digests.hex(SECRET, now + "." + BODY);
    return said("Verify", Map.of("STRIPE_SECRET", SECRET, "STRIPE_SIGNATURE", signature), body);
  }

  private String said(String name, Map<String, String> environment, String input) throws Exception {
    Path program = Files.writeString(folder.resolve(name + ".java"), program(name));
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                program.toString())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    }
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }

  private static String classPath() {
    String tests =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.concat(
            Stream.of(Path.of("target", "classes").toAbsolutePath().toString()),
            Stream.of(tests.split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith("jackson-")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String program(String name) throws Exception {
    return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("../docs/library.md")))
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains("class " + name + " "))
        .findFirst()
        .orElseThrow();
  }
}

package dev.postern.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of {@code docs/receiving.md}, run where their language is installed. */
class ReceivingPageTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String BODY = "{\"type\":\"a.b\",\"data\":{\"q\":\"é\"}}";

  @TempDir private Path folder;

  /**
   * @param command runs the file that it ends with
   */
  private record Language(String word, String file, List<String> command) {
    @Override
    public String toString() {
      return word;
    }
  }

  static Stream<Language> languages() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = Path.of("target", "classes").toAbsolutePath().toString();
    return Stream.of(
        new Language(
            "java", "Receive.java", List.of(java, "-XX:TieredStopAtLevel=1", "-cp", classes)),
        new Language("javascript", "receive.js", List.of("node")),
        new Language("python", "receive.py", List.of("python3")),
        new Language("go", "receive.go", List.of("go", "run")),
        new Language("php", "receive.php", List.of("php")),
        new Language("ruby", "receive.rb", List.of("ruby")));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void tells_genuine_from_forged_old_and_unsigned(Language language) throws Exception {
    Assumptions.assumeTrue(installed(language.command().getFirst()), language + " is here");
    Files.writeString(folder.resolve(language.file()), program(language));
    long now = Instant.now().getEpochSecond();
    String signature = signature(now, BODY);

    assertThat(said(language, now, "v1,AAAA " + signature, BODY)).isEqualTo("genuine");
    assertThat(said(language, now, signature, BODY.replace("a.b", "a.c"))).isEqualTo("refused");
    assertThat(said(language, now - 400, signature(now - 400, BODY), BODY)).isEqualTo("refused");
    assertThat(said(language, now, "v1,", BODY)).isEqualTo("refused");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void accepts_nothing_without_a_secret(Language language) throws Exception {
    Assumptions.assumeTrue(installed(language.command().getFirst()), language + " is here");
    Files.writeString(folder.resolve(language.file()), program(language));
    long now = Instant.now().getEpochSecond();
    // To HMAC a key of zeros is the empty one, which Java does not make.
    String forged = signature(new byte[1], now, BODY);

    for (String secret : new String[] {null, "", "whsec_"}) {
      assertThat(said(language, secret, now, forged, BODY))
          .as("%s with the secret %s", language, secret)
          .isNotEmpty()
          .doesNotContain("genuine");
    }
  }

  private String said(Language language, long timestamp, String signature, String body)
      throws Exception {
    return said(language, SECRET, timestamp, signature, body);
  }

  private String said(
      Language language, @Nullable String secret, long timestamp, String signature, String body)
      throws Exception {
    List<String> command = new ArrayList<>(language.command());
    command.add(folder.resolve(language.file()).toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "WEBHOOK_ID",
                "evt_1",
                "WEBHOOK_TIMESTAMP",
                Long.toString(timestamp),
                "WEBHOOK_SIGNATURE",
                signature));
    builder.environment().remove("WEBHOOK_SECRET");
    if (secret != null) {
      builder.environment().put("WEBHOOK_SECRET", secret);
    }
    Process process = builder.start();
    try (var input = process.getOutputStream()) {
      input.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static String program(Language language) throws Exception {
    String page = Files.readString(Path.of("..", "docs", "receiving.md"));
    return Pattern.compile("```" + language.word() + "\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static String signature(long timestamp, String body) throws Exception {
    return signature(
        Base64.getDecoder().decode(SECRET.substring("whsec_".length())), timestamp, body);
  }

  private static String signature(byte[] key, long timestamp, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "x"));
    byte[] signed = ("evt_1." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
  }

  private static boolean installed(String command) {
    return new File(command).isAbsolute()
        || Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, command)));
  }
}

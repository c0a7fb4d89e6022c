package dev.postern.adminui.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LanguageTest {
  private static final String SECRET = "whsec_" + "c2VjcmV0LXNlY3JldC1zZWNyZXQtMTIz";
  private static final String BODY = "{\"type\":\"a.b\",\"data\":{\"q\":\"\\\"é\\n${x}\"}}";
  @TempDir private Path folder;

  static Stream<Map<String, String>> requests() throws Exception {
    byte[] decoded = Base64.getDecoder().decode(SECRET.substring(6));
    byte[] text = SECRET.getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        Map.of(
            "webhook-id", "evt_1",
            "webhook-timestamp", "1700000000",
            "webhook-signature",
                "v1,AAAA v1,"
                    + Base64.getEncoder()
                        .encodeToString(hmac(decoded, "evt_1.1700000000." + BODY))),
        Map.of(
            "svix-id", "evt_1",
            "svix-timestamp", "1700000000",
            "svix-signature",
                "v1,"
                    + Base64.getEncoder()
                        .encodeToString(hmac(decoded, "evt_1.1700000000." + BODY))),
        Map.of(
            "X-Timestamp",
            "1700000000",
            "X-Signature",
            "sha256=" + HexFormat.of().formatHex(hmac(text, "1700000000." + BODY))),
        Map.of(
            "X-Webhook-ID",
            "evt_1",
            "X-Webhook-Signature",
            "sha256=" + HexFormat.of().formatHex(hmac(text, BODY))));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void the_java_program_compiles_and_tells_genuine_from_forged(Map<String, String> headers)
      throws Exception {
    Recipe recipe = Recipe.of(headers).orElseThrow();
    assertThat(said(recipe, BODY)).isEqualTo("genuine");
    assertThat(said(recipe, BODY.replace("a.b", "a.c"))).isEqualTo("NOT genuine");
  }

  /** Each of them is run where its language is installed. */
  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"NODE", "PYTHON", "GO"})
  void the_other_programs_tell_genuine_from_forged(Language language) throws Exception {
    List<String> command =
        switch (language) {
          case NODE -> List.of("node", "check.js");
          case PYTHON -> List.of("python3", "check.py");
          default -> List.of("go", "run", "check.go");
        };
    Assumptions.assumeTrue(installed(command.getFirst()), language.title() + " is here");
    for (Map<String, String> headers : requests().toList()) {
      Recipe recipe = Recipe.of(headers).orElseThrow();
      assertThat(printed(command, language.program(recipe, BODY))).isEqualTo("genuine");
      assertThat(printed(command, language.program(recipe, BODY.replace("a.b", "a.c"))))
          .isEqualTo("NOT genuine");
    }
  }

  @Test
  void the_java_program_of_a_long_body_compiles_too() throws Exception {
    byte[] text = SECRET.getBytes(StandardCharsets.UTF_8);
    String body = "{\"data\":\"" + "😀é".repeat(40_000) + "\"}";
    Recipe recipe =
        Recipe.of(
                Map.of(
                    "X-Webhook-ID",
                    "evt_1",
                    "X-Webhook-Signature",
                    "sha256=" + HexFormat.of().formatHex(hmac(text, body))))
            .orElseThrow();
    assertThat(said(recipe, body)).isEqualTo("genuine");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void no_program_holds_a_secret_and_each_says_where_it_goes(Map<String, String> headers) {
    Recipe recipe = Recipe.of(headers).orElseThrow();
    for (Language language : Language.values()) {
      assertThat(language.program(recipe, BODY))
          .as(language.title())
          .containsOnlyOnce(Language.SECRET)
          .contains(recipe.prefix());
    }
  }

  @Test
  void a_request_signed_with_a_key_pair_has_no_recipe() {
    assertThat(Recipe.of(Map.of("webhook-signature", "v1a,abc"))).isEmpty();
  }

  @Test
  void a_quote_does_not_end_the_argument_of_a_shell() {
    assertThat(Curl.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
  }

  private String printed(List<String> command, String program) throws Exception {
    Files.writeString(folder.resolve(command.getLast()), program.replace(Language.SECRET, SECRET));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static boolean installed(String command) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, command)));
  }

  private String said(Recipe recipe, String body) throws Exception {
    Path file = folder.resolve("Check.java");
    Files.writeString(file, Language.JAVA.program(recipe, body).replace(Language.SECRET, SECRET));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), file.toString());
    assertThat(compiled).as("the compiler").isZero();
    return run();
  }

  private String run() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      Method main = loader.loadClass("Check").getMethod("main", String[].class);
      main.invoke(null, (Object) new String[0]);
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}

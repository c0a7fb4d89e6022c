package dev.postern.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingNamesTest {
  private static final Pattern KEY = Pattern.compile("\"postern\\.([a-z.]+)\"");

  /** Names of attributes, session fields and the like, which look the same. */
  private static final Set<String> OTHERS =
      Set.of(
          "ATTEMPT_NUMBER",
          "EVENT_TYPE",
          "KEYSET",
          "PROVEN",
          "SIMULATED",
          "SINCE",
          "TENANT",
          "UNPROVEN",
          "UNTIL",
          "USER");

  private static final Pattern VARIABLE = Pattern.compile("<variable name=\"postern\\.([a-z.]+)\"");

  @ParameterizedTest
  @CsvSource({
    "POSTERN_DATABSE_URL, POSTERN_DATABASE_URL",
    "POSTERN_DATABASE_ULR, POSTERN_DATABASE_URL",
    "POSTERN_ROLE, POSTERN_ROLES",
    "POSTERN_MASTERKEY, POSTERN_MASTER_KEY"
  })
  void nearly_a_setting_is_refused_with_the_one_that_was_meant(String name, String meant) {
    assertThatThrownBy(() -> SettingNames.refuseMisspelt(Map.of("PATH", "/bin", name, "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(name + " is no setting; did you mean " + meant + "?");
  }

  @Test
  void what_others_put_beside_ours_and_what_is_ours_is_left_alone() {
    assertThatCode(() ->
            SettingNames.refuseMisspelt(
                Map.of(
                    "POSTERN_PORT", "tcp://10.0.0.1:80",
                    "POSTERN_SMTP_PORT", "tcp://10.0.0.2:25",
                    "POSTERN_SERVICE_HOST", "10.0.0.1",
                    "POSTERN_SERVICE_PORT_HTTP", "80",
                    "POSTERN_PORT_80_TCP_ADDR", "10.0.0.1",
                    "POSTERN_KEY", "x",
                    "POSTERN_IMAGE", "x",
                    "POSTGRES_DATABSE_URL", "x")))
        .doesNotThrowAnyException();
    Map<String, String> ours =
        SettingNames.KNOWN.stream()
            .collect(Collectors.toMap(name -> "POSTERN_" + name, name -> "x"));
    assertThatCode(() -> SettingNames.refuseMisspelt(ours)).doesNotThrowAnyException();
  }

  @Test
  void every_setting_that_is_read_anywhere_is_known() throws IOException {
    Set<String> read = new TreeSet<>();
    for (String module : List.of("core", "ingest", "outbound", "admin-ui")) {
      try (Stream<Path> files = Files.walk(Path.of("../webhook-" + module + "/src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          add(read, KEY, Files.readString(file));
        }
      }
    }
    assertThat(read.removeAll(OTHERS)).isTrue();
    assertThat(read).as("the pattern finds them").hasSizeGreaterThan(50);
    add(read, VARIABLE, Files.readString(Path.of("../server.xml")));

    assertThat(SettingNames.KNOWN).containsAll(read);
  }

  private static void add(Set<String> found, Pattern pattern, String text) {
    pattern
        .matcher(text)
        .results()
        .forEach(match -> found.add(Settings.environmentName(match.group(1))));
  }
}

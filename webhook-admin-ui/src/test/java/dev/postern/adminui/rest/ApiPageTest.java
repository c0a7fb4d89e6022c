package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.node.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code POSTERN_WRITE_DOCS=yes} it writes the page. */
class ApiPageTest {
  private static final Path PAGE = Launcher.project().resolve("docs/api.md");

  @Test
  void the_page_says_what_the_document_says() throws IOException {
    String fresh = new ApiPage(OpenApiDocument.read()).markdown();
    if (System.getenv("POSTERN_WRITE_DOCS") != null) {
      Files.writeString(PAGE, fresh);
    }
    assertThat(fresh).isEqualTo(Files.readString(PAGE));
  }

  @Test
  void every_operation_has_a_row() {
    OpenApiDocument document = OpenApiDocument.read();
    String page = new ApiPage(document).markdown();
    assertThat(document.operations())
        .allSatisfy(operation ->
            assertThat(page).contains("| `" + operation.toString().replace("/api/v1", "") + "` |"));
  }
}

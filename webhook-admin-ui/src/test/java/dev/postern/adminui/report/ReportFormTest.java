package dev.postern.adminui.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.report.ComplianceReport.Section;
import dev.postern.core.id.TenantId;
import dev.postern.core.tenant.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportFormTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final ComplianceReport REPORT =
      new ComplianceReport(
          new Tenant(new TenantId(new UUID(0x7000, 1)), "acme", "<Acme> & 'sons'", AT),
          AT,
          AT,
          90,
          List.of(
              new Section(
                  "can_reveal",
                  "Who can reveal secrets",
                  List.of("kind", "name"),
                  List.of(List.of("user", "=1+1"), List.of("user", "<script>alert(1)</script>")),
                  null)));

  @Test
  void a_page_shows_what_people_typed_as_text() {
    String page = ReportForm.HTML.write(REPORT);

    assertThat(page).contains("&lt;Acme&gt; &amp; &#39;sons&#39;");
    assertThat(page).contains("<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>");
    assertThat(page).doesNotContain("<script");
  }

  @Test
  void csv_names_the_section_of_every_line_and_holds_no_formula() {
    assertThat(ReportForm.CSV.write(REPORT))
        .isEqualTo(
            "\"section\",\"kind\",\"name\"\r\n"
                + "\"can_reveal\",\"user\",\"'=1+1\"\r\n"
                + "\"can_reveal\",\"user\",\"<script>alert(1)</script>\"\r\n");
  }
}

package dev.postern.adminui.report;

import dev.postern.adminui.report.ComplianceReport.Section;
import dev.postern.core.json.Json;
import dev.postern.core.text.CsvCell;
import java.util.List;
import java.util.stream.Collectors;

/** A report for people or for a spreadsheet. */
public enum ReportForm {
  /** One page without scripts and without anything from elsewhere. */
  HTML("text/html", "html") {
    @Override
    public String write(ComplianceReport report) {
      StringBuilder out = new StringBuilder();
      out.append(HEAD.formatted(escaped(report.tenant().name())));
      out.append(
          "<p>Tenant <b>%s</b>, made at %s.</p>\n"
              .formatted(escaped(report.tenant().slug()), Json.timestamp(report.at())));
      for (Section section : report.sections()) {
        out.append("<h2>").append(escaped(section.title())).append("</h2>\n");
        if (section.note() != null) {
          out.append("<p>").append(escaped(section.note())).append("</p>\n");
        }
        out.append(table(section));
      }
      return out.append("</body>\n</html>\n").toString();
    }
  },

  /** A line a row, each with the section it is of; safe to open in a spreadsheet. */
  CSV("text/csv", "csv") {
    @Override
    public String write(ComplianceReport report) {
      StringBuilder out = new StringBuilder();
      for (Section section : report.sections()) {
        out.append(line("section", section.columns()));
        section.rows().forEach(row -> out.append(line(section.word(), row)));
      }
      return out.toString();
    }
  };

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Compliance report: %1$s</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; }
      table { border-collapse: collapse; }
      th, td { border: 1px solid #999; padding: .3rem .6rem; text-align: left; }
      </style>
      </head>
      <body>
      <h1>Compliance report: %1$s</h1>
      """;

  private final String mediaType;
  private final String extension;

  ReportForm(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  public abstract String write(ComplianceReport report);

  public String mediaType() {
    return mediaType;
  }

  public String extension() {
    return extension;
  }

  private static String line(String first, List<String> cells) {
    return CsvCell.of(first)
        + cells.stream().map(cell -> "," + CsvCell.of(cell)).collect(Collectors.joining())
        + "\r\n";
  }

  private static String table(Section section) {
    if (section.rows().isEmpty()) {
      return "<p>None.</p>\n";
    }
    StringBuilder out = new StringBuilder("<table>\n");
    row(out, "th", section.columns());
    section.rows().forEach(cells -> row(out, "td", cells));
    return out.append("</table>\n").toString();
  }

  private static void row(StringBuilder out, String tag, List<String> cells) {
    out.append("<tr>");
    for (String cell : cells) {
      out.append('<').append(tag).append('>').append(escaped(cell));
      out.append("</").append(tag).append('>');
    }
    out.append("</tr>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

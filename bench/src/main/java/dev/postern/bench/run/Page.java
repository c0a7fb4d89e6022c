package dev.postern.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The run as a page that needs nothing but a browser: each sample a dot, each median a bar. */
final class Page {
  private static final String HEAD =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>Postern in figures</title>
      <style>
      :root{color-scheme:light dark;font:15px/1.45 system-ui,sans-serif}
      body{max-width:60rem;margin:2rem auto;padding:0 1rem}
      h2{font-size:1.05rem;margin:2rem 0 .3rem} td,th{padding:.15rem .6rem;text-align:left}
      .ours{fill:#2563eb}.beside{fill:#9ca3af}.dot{fill:currentColor;opacity:.55} text{fill:currentColor;font-size:12px}
      </style>
      <h1>Postern in figures</h1>
      """;
  private static final int WIDTH = 520;
  private static final int LEFT = 330;

  private Page() {}

  static String of(JsonNode run) {
    StringBuilder html = new StringBuilder(HEAD);
    JsonNode machine = run.path("machine");
    html.append(
        String.format(
            Locale.ROOT,
            "<p>%s, %d processors, Java %s. Bars are medians, dots are the samples.</p>%n",
            run.path("at").asText(),
            machine.path("processors").asInt(),
            machine.path("java").asText()));
    run.path("comparisons").forEach(it -> comparison(html, it));
    return html.append("</html>\n").toString();
  }

  private static void comparison(StringBuilder html, JsonNode it) {
    html.append("<h2>").append(text(it.path("name").asText())).append("</h2>\n");
    double most = most(it);
    int height = 26 * (1 + it.path("baselines").size());
    html.append(
        String.format(
            "<svg role=\"img\" aria-label=\"%s\" width=\"%d\" height=\"%d\">%n",
            text(it.path("name").asText()), LEFT + WIDTH + 20, height));
    row(html, it.path("ours"), 0, most, "ours");
    int at = 1;
    for (JsonNode baseline : it.path("baselines")) {
      row(html, baseline, at++, most, "beside");
    }
    html.append("</svg>\n");
    for (JsonNode baseline : it.path("baselines")) {
      html.append(
          String.format(
              Locale.ROOT,
              "<p>%.2f× %s; we mean to reach %.2f×.</p>%n",
              baseline.path("ratio").asDouble(),
              text(baseline.path("figure").asText()),
              baseline.path("reach").asDouble()));
    }
  }

  private static void row(StringBuilder html, JsonNode it, int at, double most, String kind) {
    int y = at * 26;
    double median = it.path("median").asDouble();
    html.append(
        String.format(
            Locale.ROOT,
            "<text x=\"0\" y=\"%d\">%s</text><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.0f\""
                + " height=\"16\"/><text x=\"%.0f\" y=\"%d\">%s %s</text>%n",
            y + 16,
            text(it.path("figure").asText()),
            kind,
            LEFT,
            y + 4,
            width(median, most),
            LEFT + 4.0,
            y + 16,
            Words.number(median),
            text(it.path("unit").asText())));
    for (JsonNode sample : it.path("samples")) {
      html.append(
          String.format(
              Locale.ROOT,
              "<circle class=\"dot\" cx=\"%.0f\" cy=\"%d\" r=\"3\"/>",
              LEFT + width(sample.asDouble(), most),
              y + 12));
    }
  }

  private static double most(JsonNode it) {
    double baselines =
        StreamSupport.stream(it.path("baselines").spliterator(), false)
            .mapToDouble(Page::highest)
            .max()
            .orElse(0);
    return Math.max(highest(it.path("ours")), baselines);
  }

  private static double highest(JsonNode series) {
    return StreamSupport.stream(series.path("samples").spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .max()
        .orElse(0);
  }

  private static double width(double value, double most) {
    return most == 0 ? 0 : value / most * WIDTH;
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}

package dev.postern.ingest.deny;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.egress.Cidr;
import dev.postern.core.json.Json;
import dev.postern.ingest.network.Networks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a list: one address or CIDR a line, comments from {@code #} or {@code ;} on (Spamhaus DROP,
 * FireHOL, plain files), or one JSON object a line with a field {@code cidr} (Spamhaus' newer
 * form). Pure.
 */
final class FeedText {
  static final int MAX_ENTRIES = 200_000;
  private static final int WIDEST_IPV4 = 8;
  private static final int WIDEST_IPV6 = 16;

  private FeedText() {}

  /**
   * @param networks in the order of the text, each once
   * @param skipped lines that are no network, or one that is too wide
   * @param full whether there were more than {@value #MAX_ENTRIES}
   */
  record Parsed(List<Cidr> networks, int skipped, boolean full) {}

  static Parsed parse(String text) {
    Set<Cidr> networks = new LinkedHashSet<>();
    int skipped = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      String entry = entry(line);
      if (entry.isEmpty()) {
        continue;
      }
      Optional<Cidr> network = network(entry);
      if (network.isEmpty()) {
        skipped++;
      } else if (networks.size() == MAX_ENTRIES) {
        return new Parsed(List.copyOf(networks), skipped, true);
      } else {
        networks.add(network.get());
      }
    }
    return new Parsed(List.copyOf(networks), skipped, false);
  }

  private static String entry(String line) {
    String stripped = line.replace("\uFEFF", "").strip();
    if (stripped.startsWith("{")) {
      return cidr(stripped);
    }
    int end = stripped.length();
    for (char comment : new char[] {'#', ';'}) {
      int at = stripped.indexOf(comment);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    return stripped.substring(0, end).strip();
  }

  // A line without the field tells about the list itself.
  private static String cidr(String json) {
    try {
      JsonNode node = Json.mapper().readTree(json);
      return node.path("cidr").asText("");
    } catch (JsonProcessingException notJson) {
      return json;
    }
  }

  private static Optional<Cidr> network(String entry) {
    try {
      Cidr cidr = Networks.range(entry);
      boolean ipv4 = cidr.network().getAddress().length == 4;
      return cidr.prefix() >= (ipv4 ? WIDEST_IPV4 : WIDEST_IPV6)
          ? Optional.of(cidr)
          : Optional.empty();
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}

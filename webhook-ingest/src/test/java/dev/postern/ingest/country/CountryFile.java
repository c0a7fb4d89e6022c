package dev.postern.ingest.country;

import dev.postern.core.egress.Cidr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a small country database: a binary tree of 24-bit records over IPv6 (IPv4 below {@code
 * ::/96}), a data section, the metadata.
 *
 * @see <a href="https://maxmind.github.io/MaxMind-DB/">the format, version 2.0</a>
 */
public final class CountryFile {
  private static final int EMPTY = -1;
  private static final byte[] MARKER = {
    (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
  };

  private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** The country's whole network must be given before any part of it. */
  public CountryFile put(String cidr, String country) throws IOException {
    int offset = data.size();
    write(data, Map.of("country", Map.of("iso_code", country)));
    Cidr network = Cidr.parse(cidr);
    byte[] bytes = network.network().getAddress();
    byte[] path = new byte[16];
    System.arraycopy(bytes, 0, path, 16 - bytes.length, bytes.length);
    int depth = (16 - bytes.length) * 8 + network.prefix();
    int node = 0;
    for (int bit = 0; bit < depth; bit++) {
      int side = (path[bit / 8] >> (7 - bit % 8)) & 1;
      if (bit == depth - 1) {
        nodes.get(node)[side] = -2 - offset;
      } else {
        if (nodes.get(node)[side] < 0) {
          nodes.add(new int[] {EMPTY, EMPTY});
          nodes.get(node)[side] = nodes.size() - 1;
        }
        node = nodes.get(node)[side];
      }
    }
    return this;
  }

  public void write(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int record : node) {
        int value = record == EMPTY ? nodes.size() : record;
        // A pointer into the data section counts from behind the tree's 16 zero bytes.
        int stored = value < EMPTY ? nodes.size() + 16 + (-2 - value) : value;
        out.write(stored >> 16);
        out.write(stored >> 8);
        out.write(stored);
      }
    }
    out.write(new byte[16]);
    data.writeTo(out);
    out.write(MARKER);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("node_count", nodes.size());
    metadata.put("record_size", 24);
    metadata.put("ip_version", 6);
    metadata.put("database_type", "Test-Country");
    metadata.put("languages", List.of("en"));
    metadata.put("binary_format_major_version", 2);
    metadata.put("binary_format_minor_version", 0);
    metadata.put("build_epoch", 1_700_000_000);
    metadata.put("description", Map.of("en", "for tests"));
    write(out, metadata);
    Files.write(file, out.toByteArray());
  }

  private static void write(ByteArrayOutputStream out, Object value) throws IOException {
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(2 << 5 | bytes.length);
        out.write(bytes);
      }
      case Integer number -> {
        // Unsigned 32 bits.
        out.write(6 << 5 | 4);
        out.write(number >> 24);
        out.write(number >> 16);
        out.write(number >> 8);
        out.write(number);
      }
      case Map<?, ?> map -> {
        out.write(7 << 5 | map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          write(out, entry.getKey());
          write(out, entry.getValue());
        }
      }
      case List<?> list -> {
        // An extended type: 11 is written as 4.
        out.write(list.size());
        out.write(4);
        for (Object each : list) {
          write(out, each);
        }
      }
      default -> throw new IllegalArgumentException(String.valueOf(value));
    }
  }
}

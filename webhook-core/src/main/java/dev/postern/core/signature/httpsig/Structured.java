package dev.postern.core.signature.httpsig;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Values of Structured Fields (RFC 9651). Each is written in one canonical way, which is signed.
 */
final class Structured {
  private Structured() {}

  /** A bare item. */
  sealed interface Bare {
    record Text(String value) implements Bare {}

    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Bytes(byte[] array) implements Bare {}

    record Number(long value) implements Bare {}

    record Decimal(BigDecimal value) implements Bare {}

    record Date(long seconds) implements Bare {}

    record Token(String value) implements Bare {}

    record Flag(boolean value) implements Bare {}

    default String write() {
      return switch (this) {
        case Text(String value) -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        case Bytes(byte[] array) -> ':' + Base64.getEncoder().encodeToString(array) + ':';
        case Number(long value) -> Long.toString(value);
        case Decimal(BigDecimal value) -> decimal(value);
        case Date(long seconds) -> "@" + seconds;
        case Token(String value) -> value;
        case Flag(boolean value) -> value ? "?1" : "?0";
      };
    }

    private static String decimal(BigDecimal value) {
      BigDecimal shortest = value.stripTrailingZeros();
      return shortest.setScale(Math.max(1, shortest.scale())).toPlainString();
    }
  }

  /** What a list or a dictionary is made of. */
  sealed interface Member {
    Map<String, Bare> parameters();

    String write();
  }

  record Item(Bare value, Map<String, Bare> parameters) implements Member {
    @Override
    public String write() {
      return value.write() + Structured.write(parameters);
    }
  }

  record InnerList(List<Item> items, Map<String, Bare> parameters) implements Member {
    @Override
    public String write() {
      return items.stream().map(Item::write).collect(Collectors.joining(" ", "(", ")"))
          + Structured.write(parameters);
    }
  }

  static String write(List<Member> list) {
    return list.stream().map(Member::write).collect(Collectors.joining(", "));
  }

  static String write(Map<String, Bare> parameters) {
    StringBuilder text = new StringBuilder();
    parameters.forEach((key, value) -> {
      text.append(';').append(key);
      if (!isTrue(value)) {
        text.append('=').append(value.write());
      }
    });
    return text.toString();
  }

  static String writeDictionary(Map<String, Member> members) {
    return members.entrySet().stream()
        .map(it -> it.getKey() + value(it.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String value(Member member) {
    return member instanceof Item(Bare bare, Map<String, Bare> parameters) && isTrue(bare)
        ? write(parameters)
        : '=' + member.write();
  }

  private static boolean isTrue(Bare value) {
    return value instanceof Bare.Flag(boolean flag) && flag;
  }
}

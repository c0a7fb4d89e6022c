package dev.postern.core.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.signature.CustomSchemeJson.Fault;
import dev.postern.core.signature.CustomSchemeJson.Kind;
import dev.postern.core.signature.CustomSchemeJson.Outcome;
import dev.postern.core.signature.scheme.Template;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the members of one description and collects what is wrong. Confined to its thread. */
final class CustomSchemeMembers {
  private static final Set<String> KNOWN =
      Set.of(
          "signature_header",
          "prefix",
          "template",
          "algorithm",
          "encoding",
          "timestamp_header",
          "timestamp_unit",
          "tolerance",
          "id_header",
          "event_id",
          "event_type");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{0,50}");
  private static final int LONGEST_TEMPLATE = 500;
  private static final Duration WIDEST = Duration.ofDays(7);

  private final ObjectNode object;
  private final List<Fault> faults = new ArrayList<>();

  CustomSchemeMembers(ObjectNode object) {
    this.object = object;
  }

  Outcome read() {
    object
        .fieldNames()
        .forEachRemaining(name -> {
          if (!KNOWN.contains(name)) {
            String pointer = name.replace("~", "~0").replace("/", "~1");
            faults.add(new Fault("/" + pointer, Kind.UNKNOWN, "'" + name + "' is no member here."));
          }
        });
    CustomScheme.Digest digest = digest();
    CustomScheme.Timestamp timestamp = timestamp();
    String idHeader = header("id_header");
    CustomScheme.Event event = new CustomScheme.Event(place("event_id"), place("event_type"));
    String template = template(timestamp != null, idHeader != null);
    return faults.isEmpty()
        ? new Outcome.Described(new CustomScheme(digest, template, timestamp, idHeader, event))
        : new Outcome.Faulty(List.copyOf(faults));
  }

  private CustomScheme.Digest digest() {
    String header = header("signature_header");
    if (!object.hasNonNull("signature_header")) {
      faults.add(
          new Fault(
              "/signature_header",
              Kind.MISSING,
              "The header field that carries the signature is required."));
    }
    String prefix = text("prefix");
    if (prefix != null && !PRINTABLE.matcher(prefix).matches()) {
      wrong("prefix", "It is at most 50 printable ASCII characters.");
    }
    return new CustomScheme.Digest(
        header == null ? "" : header,
        prefix == null ? "" : prefix,
        word("algorithm", CustomScheme.Algorithm.HMAC_SHA256),
        word("encoding", CustomScheme.Encoding.HEX));
  }

  private CustomScheme.@Nullable Timestamp timestamp() {
    String header = header("timestamp_header");
    CustomScheme.TimestampUnit unit = word("timestamp_unit", CustomScheme.TimestampUnit.SECONDS);
    Duration tolerance = tolerance();
    if (header == null && tolerance != null) {
      wrong("tolerance", "It needs a timestamp_header.");
    }
    return header == null ? null : new CustomScheme.Timestamp(header, unit, tolerance);
  }

  private @Nullable Duration tolerance() {
    String text = text("tolerance");
    if (text == null) {
      return null;
    }
    try {
      Duration tolerance = Duration.parse(text);
      if (tolerance.compareTo(Duration.ofSeconds(1)) >= 0 && tolerance.compareTo(WIDEST) <= 0) {
        return tolerance;
      }
    } catch (DateTimeException e) {
      wrong("tolerance", "It is an ISO 8601 duration, such as PT300S.");
      return null;
    }
    wrong("tolerance", "It is PT1S to P7D.");
    return null;
  }

  private String template(boolean stamped, boolean named) {
    String text = text("template");
    String template = text == null ? "{body}" : text;
    try {
      Template parsed = Template.parse(template);
      if (template.length() > LONGEST_TEMPLATE) {
        wrong("template", "It is at most " + LONGEST_TEMPLATE + " characters.");
      }
      if (!parsed.has("body")) {
        wrong("template", "It must sign {body}.");
      }
      if (parsed.has("timestamp") != stamped && !isFaulty("timestamp_header")) {
        wrong("timestamp_header", "It and {timestamp} in the template belong together.");
      }
      if (parsed.has("id") != named && !isFaulty("id_header")) {
        wrong("id_header", "It and {id} in the template belong together.");
      }
    } catch (IllegalArgumentException e) {
      wrong("template", String.valueOf(e.getMessage()));
    }
    return template;
  }

  private @Nullable String header(String member) {
    String name = text(member);
    if (name != null && !CustomScheme.isHeader(name)) {
      wrong(member, "It is the name of a header field, at most 100 characters.");
      return null;
    }
    return name;
  }

  private @Nullable String place(String member) {
    String place = text(member);
    if (!CustomScheme.isPlace(place)) {
      wrong(member, "It is header:Name or body:/json/pointer.");
      return null;
    }
    return place;
  }

  private <E extends Enum<E>> E word(String member, E otherwise) {
    String word = text(member);
    E constant =
        word == null ? otherwise : CustomSchemeJson.constant(otherwise.getDeclaringClass(), word);
    if (constant == null) {
      String words =
          Stream.of(otherwise.getDeclaringClass().getEnumConstants())
              .map(CustomSchemeJson::word)
              .collect(Collectors.joining(", "));
      wrong(member, "It is one of " + words + ".");
    }
    return constant == null ? otherwise : constant;
  }

  private @Nullable String text(String member) {
    JsonNode value = object.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      wrong(member, "It is a text.");
      return null;
    }
    return value.textValue();
  }

  private boolean isFaulty(String member) {
    return faults.stream().anyMatch(fault -> fault.pointer().equals("/" + member));
  }

  private void wrong(String member, String sentence) {
    faults.add(new Fault("/" + member, Kind.WRONG, sentence));
  }
}

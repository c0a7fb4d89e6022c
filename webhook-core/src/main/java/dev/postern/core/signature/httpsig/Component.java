package dev.postern.core.signature.httpsig;

import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.httpsig.Structured.Bare;
import dev.postern.core.signature.httpsig.Structured.Item;
import dev.postern.core.signature.httpsig.Structured.Member;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One covered component (RFC 9421 section 2): a header field, with {@code sf}, {@code bs} or {@code
 * key}, or a component derived from the request line. Those of responses, of a related request and
 * of trailers have no value here.
 *
 * @param identifier as it is signed, such as {@code "@query-param";name="id"}
 */
record Component(String name, Map<String, Bare> parameters, String identifier) {
  private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");
  private static final Set<String> WHOLE = Set.of("sf", "bs");

  /** Empty when the item does not name a component. */
  static Optional<Component> of(Item item) {
    return item.value() instanceof Bare.Text(String name)
        ? Optional.of(new Component(name, item.parameters(), item.write()))
        : Optional.empty();
  }

  /** Whether what {@code required} names is covered whole; its parameters have to be the same. */
  boolean covers(String required) {
    boolean whole = name.equals(required) && WHOLE.containsAll(parameters.keySet());
    return whole || (name + Structured.write(parameters)).equals(required);
  }

  /** The value that is signed; empty when it is absent or of a kind that is not understood. */
  Optional<String> value(SignedRequest request, String targetUri) {
    return name.startsWith("@")
        ? new DerivedComponent(request, targetUri).value(name, parameters)
        : field(request);
  }

  private Optional<String> field(SignedRequest request) {
    List<String> lines = request.headers().all(name).stream().map(String::strip).toList();
    boolean plain = lines.stream().noneMatch(Component::hasControls);
    if (lines.isEmpty() || !plain || !FIELD_NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    String joined = String.join(", ", lines);
    if (parameters.isEmpty()) {
      return Optional.of(joined);
    }
    if (parameters.keySet().equals(Set.of("bs"))) {
      return Optional.of(lines.stream().map(Component::wrapped).collect(Collectors.joining(", ")));
    }
    if (parameters.keySet().equals(Set.of("sf"))) {
      return canonical(joined);
    }
    return parameters.keySet().equals(Set.of("key"))
            && parameters.get("key") instanceof Bare.Text(String key)
        ? StructuredParser.dictionary(joined).map(it -> it.get(key)).map(Member::write)
        : Optional.empty();
  }

  /** A line break would let a field's value pose as further components. */
  private static boolean hasControls(String value) {
    return value.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c));
  }

  private static String wrapped(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return ':' + Base64.getEncoder().encodeToString(bytes) + ':';
  }

  /** A field's own type is not known here; what reads as a list is written the same either way. */
  private static Optional<String> canonical(String value) {
    return StructuredParser.list(value)
        .map(Structured::write)
        .or(() -> StructuredParser.dictionary(value).map(Structured::writeDictionary));
  }
}

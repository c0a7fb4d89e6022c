package dev.postern.core.signature;

import dev.postern.core.signature.provider.Providers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every scheme that Postern knows. Thread-safe. */
public final class SignatureSchemes {
  private static final List<SignatureScheme> ALL = Providers.all();

  private static final Map<String, SignatureScheme> BY_PROVIDER =
      ALL.stream().collect(Collectors.toMap(SignatureScheme::provider, Function.identity()));

  private SignatureSchemes() {}

  public static Optional<SignatureScheme> forProvider(String key) {
    return Optional.ofNullable(BY_PROVIDER.get(key));
  }

  public static List<SignatureScheme> all() {
    return ALL;
  }
}

package dev.postern.core.cli;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.CustomSchemeJson;
import dev.postern.core.signature.PemCertificates;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.VerificationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which provider, which secrets, and what a source would have configured besides. */
final class SchemeOptions {
  @Option(
      names = {"-p", "--provider"},
      paramLabel = "KEY",
      description = "The provider; see 'postern providers' (default: guessed from the request).")
  @Nullable String provider;

  @Option(
      names = "--custom",
      paramLabel = "FILE",
      description = "A scheme of your own, described in JSON as in a source's custom_scheme.")
  @Nullable Path custom;

  @Option(
      names = {"-s", "--secret"},
      paramLabel = "TEXT",
      description = "A secret, newest first. Repeatable. Beware of your shell's history.")
  List<String> secrets = List.of();

  @Option(
      names = "--secret-env",
      paramLabel = "NAME",
      description = "An environment variable that holds a secret. Repeatable.")
  List<String> secretVariables = List.of();

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "A file that holds a secret; a final newline is dropped. Repeatable.")
  List<Path> secretFiles = List.of();

  @Option(
      names = "--tolerance",
      paramLabel = "SECONDS",
      description = "Replay window (default: the provider's).")
  @Nullable Long tolerance;

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      description = "Judge as of this time: unix seconds or RFC 3339 (default: now).")
  @Nullable String now;

  @Option(
      names = "--config",
      paramLabel = "KEY=VALUE",
      description = "What the provider needs besides, e.g. webhook_id=…. Repeatable.")
  Map<String, String> config = Map.of();

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "The URL given to the provider, for schemes that sign it.")
  String publicUrl = "";

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "The signing certificate (PEM) of PayPal or SNS; nothing is fetched.")
  @Nullable Path certificate;

  /** The one that is named, or empty when none is. */
  Optional<SignatureScheme> scheme() {
    String named = provider == null && custom != null ? "custom" : provider;
    if (named == null) {
      return Optional.empty();
    }
    Optional<SignatureScheme> scheme = SignatureSchemes.forProvider(named);
    if (scheme.isEmpty()) {
      throw new IllegalArgumentException(
          "No provider is called " + named + "; see 'postern providers'.");
    }
    return scheme;
  }

  /** With the window of the scheme unless one is given. */
  VerificationSettings settings(SignatureScheme scheme) throws IOException {
    VerificationSettings settings = settings();
    if (tolerance == null) {
      return settings.withTolerance(scheme.defaultTolerance());
    }
    if (tolerance < 0) {
      throw new IllegalArgumentException(
          "--tolerance is 0 seconds or more, not " + tolerance + ".");
    }
    CustomScheme described = settings.custom();
    CustomScheme.Timestamp stamp = described == null ? null : described.timestamp();
    if (stamp != null && stamp.tolerance() != null) {
      throw new IllegalArgumentException(
          custom + " has a tolerance of its own, which counts: leave --tolerance away.");
    }
    return settings.withTolerance(Duration.ofSeconds(tolerance));
  }

  VerificationSettings settings() throws IOException {
    List<X509Certificate> chain =
        certificate == null ? List.of() : PemCertificates.parse(Files.readString(certificate));
    VerificationSettings settings =
        VerificationSettings.defaults()
            .withPublicUrl(publicUrl)
            .withProviderConfig(config)
            .withCertificates(url -> chain);
    return custom == null ? settings : settings.withCustom(described(custom));
  }

  private static CustomScheme described(Path file) throws IOException {
    return switch (CustomSchemeJson.read(Files.readString(file))) {
      case CustomSchemeJson.Outcome.Described(CustomScheme scheme) -> scheme;
      case CustomSchemeJson.Outcome.Faulty(List<CustomSchemeJson.Fault> faults) ->
          throw new IllegalArgumentException(
              faults.stream()
                  .map(fault -> fault.pointer() + ": " + fault.sentence())
                  .collect(Collectors.joining("; ", file + " describes no scheme: ", "")));
    };
  }

  /** The secrets in the order of the options; their ids count from 1. */
  SecretRing ring() throws IOException {
    List<SecretVersion> versions = new ArrayList<>();
    for (String text : texts()) {
      String id = "#" + (versions.size() + 1);
      versions.add(new SecretVersion(id, SecretText.of(text), Instant.EPOCH, null));
    }
    return new SecretRing(versions);
  }

  private List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>(secrets);
    for (String name : secretVariables) {
      String value = System.getenv(name);
      if (value == null) {
        throw new IllegalArgumentException("The environment has no variable " + name + ".");
      }
      texts.add(value);
    }
    for (Path file : secretFiles) {
      texts.add(Files.readString(file).replaceFirst("\\r?\\n\\z", ""));
    }
    return texts;
  }

  Instant at(InstantSource time) {
    if (now == null) {
      return time.instant();
    }
    try {
      return now.matches("[0-9]{1,12}")
          ? Instant.ofEpochSecond(Long.parseLong(now))
          : OffsetDateTime.parse(now).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--now is unix seconds or RFC 3339, such as 2026-01-31T12:00:00Z, and not " + now + ".",
          e);
    }
  }
}

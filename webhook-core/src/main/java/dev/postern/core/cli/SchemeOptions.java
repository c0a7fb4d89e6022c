package dev.postern.core.cli;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.PemCertificates;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.VerificationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which provider, which secrets, and what a source would have configured besides. */
final class SchemeOptions {
  @Option(
      names = {"-p", "--provider"},
      paramLabel = "KEY",
      required = true,
      description = "The provider; see 'postern providers'.")
  String provider = "";

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

  SignatureScheme scheme() {
    return SignatureSchemes.forProvider(provider)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "No provider is called " + provider + "; see 'postern providers'."));
  }

  VerificationSettings settings(SignatureScheme scheme) throws IOException {
    List<X509Certificate> chain =
        certificate == null ? List.of() : PemCertificates.parse(Files.readString(certificate));
    Duration window = tolerance == null ? scheme.defaultTolerance() : Duration.ofSeconds(tolerance);
    return VerificationSettings.defaults()
        .withTolerance(window)
        .withPublicUrl(publicUrl)
        .withProviderConfig(config)
        .withCertificates(url -> chain);
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
    return now.matches("[0-9]{1,12}")
        ? Instant.ofEpochSecond(Long.parseLong(now))
        : Instant.parse(now);
  }
}

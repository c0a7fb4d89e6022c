package dev.postern.core.config;

import dev.postern.core.egress.Cidr;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.secret.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What every part of the node needs to know. Keys and defaults are those of the configuration table
 * in the README.
 *
 * @param certificate present when the node ends TLS itself
 * @param publicUrl base of the URLs shown to people and providers, without a trailing slash
 * @param dataDir embedded database, generated master key
 * @param masterKey base64 of 32 bytes or the URI of a key in a KMS, by value or by file; absent
 *     means: generate one into the data dir (embedded only)
 * @param kmsLibrary folder of the jars that speak with the KMS, when the master key is there
 * @param previousMasterKey what opened the vault until now, while the master key is exchanged
 * @param adminApiKey platform-wide key for automation
 */
public record PlatformConfig(
    int httpPort,
    Optional<GateCertificate> certificate,
    String publicUrl,
    Path dataDir,
    String databaseUrl,
    Optional<SecretText> masterKey,
    Optional<SecretText> previousMasterKey,
    Optional<Path> kmsLibrary,
    Optional<FirstAdmin> firstAdmin,
    Optional<SecretText> adminApiKey,
    Set<NodeRole> roles,
    EgressPolicy egress) {

  private static final String MASTER_KEY = "base64 of 32 bytes, or the URI of a key in a KMS";

  /** First platform administrator, when configured instead of made by the set-up link. */
  public record FirstAdmin(String email, SecretText password) {}

  /** What this node does. */
  public enum NodeRole {
    INGEST,
    DELIVER,
    CONSOLE
  }

  /** The same, with a guard that also refuses these addresses unless they are opened by name. */
  PlatformConfig denying(Collection<Cidr> addresses) {
    return new PlatformConfig(
        httpPort,
        certificate,
        publicUrl,
        dataDir,
        databaseUrl,
        masterKey,
        previousMasterKey,
        kmsLibrary,
        firstAdmin,
        adminApiKey,
        roles,
        egress.alsoDenying(addresses));
  }

  /** Whether people and providers come by TLS, which may end in front of this node. */
  public boolean https() {
    return publicUrl.startsWith("https:");
  }

  public boolean embeddedDatabase() {
    return databaseUrl.startsWith("jdbc:h2:");
  }

  /** Where the master key is kept when nobody gave one. */
  public Path generatedKey() {
    return dataDir.resolve("master.key");
  }

  public static PlatformConfig from(Settings settings) {
    int port = settings.port("postern.http.port", 8080);
    String databaseUrl =
        settings.value(
            "postern.database.url",
            "jdbc:h2:",
            "jdbc:postgresql://host/database or nothing",
            PlatformConfig::databaseUrl);
    Optional<SecretText> masterKey = masterKey(settings);
    if (masterKey.isEmpty() && databaseUrl.startsWith("jdbc:postgresql:")) {
      throw new ConfigException(
          "POSTERN_MASTER_KEY is required with PostgreSQL: every node must open the same secrets."
              + " Make one with: openssl rand -base64 32");
    }
    return new PlatformConfig(
        port,
        GateCertificate.from(settings),
        settings.value(
            "postern.public.url",
            "http://localhost:" + port,
            "an absolute http or https URL",
            PlatformConfig::baseUrl),
        settings.value("postern.data.dir", "data", "a folder", Path::of).toAbsolutePath(),
        databaseUrl,
        masterKey,
        settings.optional("postern.master.key.previous", MASTER_KEY, PlatformConfig::masterKeyText),
        settings.optional("postern.kms.library", "a folder of jars", PlatformConfig::folder),
        firstAdmin(settings),
        settings.optional(
            "postern.admin.api.key", "at least 32 characters", PlatformConfig::longEnough),
        settings.value(
            "postern.roles",
            "ingest,deliver,console",
            "a comma-separated list of ingest, deliver, console",
            PlatformConfig::roles),
        egress(settings));
  }

  private static EgressPolicy egress(Settings settings) {
    boolean requireHttps = settings.flag("postern.egress.require.https", true);
    return settings.value(
        "postern.egress.allow",
        "",
        "a comma-separated list of CIDRs",
        text -> EgressPolicy.parse(text, requireHttps));
  }

  private static Optional<FirstAdmin> firstAdmin(Settings settings) {
    Optional<String> email =
        settings.optional(
            "postern.admin.email",
            "an e-mail address",
            word -> {
              if (!word.matches("[^@\\s]+@[^@\\s]+")) {
                throw new IllegalArgumentException("no address");
              }
              return word;
            });
    Optional<SecretText> password =
        settings.optional(
            "postern.admin.password",
            "at least 12 characters",
            word -> {
              if (word.length() < 12) {
                throw new IllegalArgumentException("too short");
              }
              return SecretText.of(word);
            });
    if (email.isPresent() != password.isPresent()) {
      throw new ConfigException(
          "POSTERN_ADMIN_EMAIL and POSTERN_ADMIN_PASSWORD go together: one of them is missing.");
    }
    return email.flatMap(address -> password.map(word -> new FirstAdmin(address, word)));
  }

  private static String databaseUrl(String url) {
    if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("neither PostgreSQL nor H2");
    }
    return url;
  }

  private static Optional<SecretText> masterKey(Settings settings) {
    Optional<SecretText> byValue =
        settings.optional("postern.master.key", MASTER_KEY, PlatformConfig::masterKeyText);
    Optional<SecretText> byFile =
        settings.optional(
            "postern.master.key.file",
            "a readable file that holds " + MASTER_KEY,
            file -> masterKeyText(read(Path.of(file)).strip()));
    if (byValue.isPresent() && byFile.isPresent()) {
      throw new ConfigException(
          "POSTERN_MASTER_KEY and POSTERN_MASTER_KEY_FILE are both set: one of them is enough.");
    }
    return byValue.or(() -> byFile);
  }

  private static Path folder(String text) {
    Path folder = Path.of(text);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("no folder");
    }
    return folder;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("it cannot be read");
    }
  }

  private static SecretText masterKeyText(String text) {
    if (text.matches("[a-z0-9-]+://.+")) {
      return SecretText.of(text);
    }
    byte[] key = java.util.Base64.getDecoder().decode(text);
    if (key.length != 32) {
      throw new IllegalArgumentException("it decodes to " + key.length + " bytes");
    }
    return SecretText.of(text);
  }

  private static SecretText longEnough(String text) {
    if (text.length() < 32) {
      throw new IllegalArgumentException("too short");
    }
    return SecretText.of(text);
  }

  private static String baseUrl(String text) {
    URI uri = URI.create(text);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("not usable as a base");
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static Set<NodeRole> roles(String text) {
    return Arrays.stream(text.split(","))
        .map(word -> NodeRole.valueOf(word.strip().toUpperCase(Locale.ROOT)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(NodeRole.class)));
  }
}

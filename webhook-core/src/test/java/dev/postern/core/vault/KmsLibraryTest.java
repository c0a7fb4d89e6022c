package dev.postern.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import dev.postern.core.config.ConfigException;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master key in a KMS, by a client that only a jar in the folder knows. */
class KmsLibraryTest {
  private static final byte[] CONTEXT = {7};

  /** Wraps with a key of its own, named by the last part of the URI. */
  private static final String CLIENT =
      """
      package example;

      import com.google.crypto.tink.Aead;
      import com.google.crypto.tink.KmsClient;
      import com.google.crypto.tink.subtle.AesGcmJce;
      import java.nio.charset.StandardCharsets;
      import java.security.GeneralSecurityException;

      public final class ShelfKms implements KmsClient {
        private boolean loggedIn;

        @Override public boolean doesSupport(String uri) {
          return uri.startsWith("shelf-kms://");
        }

        @Override public KmsClient withCredentials(String path) throws GeneralSecurityException {
          throw new GeneralSecurityException("no file of credentials");
        }

        @Override public KmsClient withDefaultCredentials() {
          loggedIn = true;
          return this;
        }

        @Override public Aead getAead(String uri) throws GeneralSecurityException {
          if (!loggedIn || uri.endsWith("/none")) {
            throw new GeneralSecurityException("canary-of-the-client");
          }
          byte[] name = uri.substring(uri.lastIndexOf('/') + 1).getBytes(StandardCharsets.US_ASCII);
          return new AesGcmJce(java.util.Arrays.copyOf(name, 32));
        }
      }
      """;

  @TempDir private Path folder;
  private Path library;

  @BeforeEach
  void makeJar() throws IOException {
    library = Files.createDirectory(folder.resolve("kms"));
    Path source = folder.resolve("ShelfKms.java");
    Files.writeString(source, CLIENT);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                OutputStream.nullOutputStream(),
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(status).isZero();
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(library.resolve("shelf.jar")))) {
      jar.putNextEntry(new JarEntry("META-INF/services/com.google.crypto.tink.KmsClient"));
      jar.write("example.ShelfKms\n".getBytes(StandardCharsets.US_ASCII));
      jar.putNextEntry(new JarEntry("example/ShelfKms.class"));
      jar.write(Files.readAllBytes(folder.resolve("example/ShelfKms.class")));
    }
  }

  @Test
  void a_key_of_the_kms_opens_what_it_sealed_and_another_of_it_does_not() throws Exception {
    Aead one = MasterKey.load(config("shelf-kms://keys/one")).current();
    byte[] sealed = one.encrypt(new byte[] {1, 2}, CONTEXT);

    assertThat(MasterKey.load(config("shelf-kms://keys/one")).current().decrypt(sealed, CONTEXT))
        .containsExactly(1, 2);
    Aead other = MasterKey.load(config("shelf-kms://keys/two")).current();
    assertThatThrownBy(() -> other.decrypt(sealed, CONTEXT))
        .isInstanceOf(java.security.GeneralSecurityException.class);
  }

  @Test
  void a_uri_that_nobody_understands_says_where_the_jar_goes() {
    assertThatThrownBy(() -> MasterKey.load(config("other-kms://keys/one")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("other-kms://")
        .hasMessageContaining("POSTERN_KMS_LIBRARY");
  }

  @Test
  void a_kms_that_refuses_stops_the_start_and_is_not_quoted() {
    assertThatThrownBy(() -> MasterKey.load(config("shelf-kms://keys/none")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("refused")
        .hasMessageNotContaining("canary");
  }

  private PlatformConfig config(String masterKey) {
    Map<String, String> values =
        Map.of(
            "postern.master.key", masterKey,
            "postern.kms.library", library.toString(),
            "postern.data.dir", folder.toString());
    return PlatformConfig.from(new Settings(key -> Optional.ofNullable(values.get(key))));
  }
}

package dev.postern.core.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import dev.postern.core.config.ConfigException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Tink's clients of key management services ({@code aws-kms://…}, {@code gcp-kms://…}): those on
 * the class path and in the jars of a folder, found as services. They log in with whatever their
 * makers call the default credentials.
 */
final class KmsLibrary {
  private final Optional<Path> folder;

  KmsLibrary(Optional<Path> folder) {
    this.folder = folder;
  }

  /** The key of that URI. What a client says of a failure may hold credentials: it is not told. */
  Aead aead(String uri) {
    String scheme = uri.substring(0, uri.indexOf(':'));
    try {
      for (KmsClient client : ServiceLoader.load(KmsClient.class, loader())) {
        if (client.doesSupport(uri)) {
          return client.withDefaultCredentials().getAead(uri);
        }
      }
    } catch (GeneralSecurityException | ServiceConfigurationError e) {
      throw new ConfigException("The KMS client for " + scheme + ":// refused the master key.");
    }
    throw new ConfigException(
        "No KMS client for "
            + scheme
            + ":// was found: put Tink's jar for it into the folder POSTERN_KMS_LIBRARY.");
  }

  /** Stays open for the life of the node: a client loads its classes when it needs them. */
  private ClassLoader loader() {
    ClassLoader own = KmsClient.class.getClassLoader();
    return folder.<ClassLoader>map(jars -> new URLClassLoader(urls(jars), own)).orElse(own);
  }

  private static URL[] urls(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      URL[] urls = new URL[jars.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = jars.get(i).toUri().toURL();
      }
      return urls;
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file has a URL", e);
    } catch (IOException e) {
      throw new ConfigException("The folder POSTERN_KMS_LIBRARY cannot be read.");
    }
  }
}

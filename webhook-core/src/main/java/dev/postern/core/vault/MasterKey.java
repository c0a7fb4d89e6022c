package dev.postern.core.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.postern.core.config.ConfigException;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.secret.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The key that encrypts the keyset that encrypts secrets. Its text is base64 of 32 bytes, or the
 * URI of a key in a KMS (see {@link KmsLibrary}). Configured by value or file, or (embedded
 * database only) made once into {@code <data>/master.key}, readable by its owner alone.
 */
final class MasterKey {
  private static final System.Logger LOG = System.getLogger(MasterKey.class.getName());
  private static final Pattern KMS = Pattern.compile("[a-z0-9-]+://.+");

  private MasterKey() {}

  static MasterKeys load(PlatformConfig config) {
    SecretText text = config.masterKey().orElseGet(() -> generated(config.generatedKey()));
    KmsLibrary library = new KmsLibrary(config.kmsLibrary());
    return new MasterKeys(
        aead(text, library), config.previousMasterKey().map(previous -> aead(previous, library)));
  }

  private static Aead aead(SecretText text, KmsLibrary library) {
    String word = text.reveal().strip();
    if (KMS.matcher(word).matches()) {
      return library.aead(word);
    }
    try {
      return new AesGcmJce(Base64.getDecoder().decode(word));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ConfigException("The master key is not base64 of 32 bytes.");
    }
  }

  private static SecretText generated(Path file) {
    try {
      if (Files.notExists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
            file, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.WRITE);
        LOG.log(
            System.Logger.Level.WARNING,
            "master_key_generated file={0}: back it up, without it stored secrets are lost",
            file);
      }
      return SecretText.of(Files.readString(file));
    } catch (IOException e) {
      throw new ConfigException(
          "The master key file " + file + " cannot be used: " + e.getMessage());
    }
  }
}

package dev.postern.ingest.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A root and a leaf that it signed, made by the JDK's keytool. */
record Authority(X509Certificate root, X509Certificate leaf) {
  static Authority in(Path store, String name) throws Exception {
    generate(store, "root", "CN=" + name, "-ext", "bc=ca:true");
    generate(store, "leaf", "CN=leaf", "-signer", "root");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    return new Authority(
        (X509Certificate) keys.getCertificate("root"),
        (X509Certificate) keys.getCertificate("leaf"));
  }

  Set<TrustAnchor> anchors() {
    return Set.of(new TrustAnchor(root, null));
  }

  String rootPem() {
    return pem(root);
  }

  String leafPem() {
    return pem(leaf);
  }

  static String pem(Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void generate(Path store, String alias, String name, String... more)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                name,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString()));
    command.addAll(List.of(more));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(store.resolveSibling(alias + ".log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
  }
}

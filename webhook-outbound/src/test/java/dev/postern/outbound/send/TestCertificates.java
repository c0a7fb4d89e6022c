package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys made by the JDK's keytool for one test run: an authority, and servers good and bad. */
public final class TestCertificates {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path folder;
  private final Path store;

  public TestCertificates(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    store = folder.resolve("keys.p12");
    generate("authority", "-ext", "bc=ca:true", "-validity", "3650");
    generate("good", "-ext", "san=dns:hooks.example.com,ip:127.0.0.1", "-signer", "authority");
    generate(
        "expired",
        "-ext",
        "san=dns:hooks.example.com",
        "-signer",
        "authority",
        "-startdate",
        "-10d",
        "-validity",
        "2");
    generate("wrong-host", "-ext", "san=dns:other.example.com", "-signer", "authority");
    generate("self-signed", "-ext", "san=dns:hooks.example.com");
  }

  /** A process that speaks this version of TLS and no other, and shows the good certificate. */
  Process oldServer(String version) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            OldTlsServer.class.getName(),
            version,
            store.toString(),
            new String(PASSWORD),
            "good")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** A server that shows this certificate. */
  SSLContext server(String alias) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(alias).getKeyManagers(), null, null);
    return context;
  }

  /** A client that trusts the authority and nobody else. */
  SSLContext client() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust().getTrustManagers(), null);
    return context;
  }

  private KeyManagerFactory keys(String alias) throws IOException, GeneralSecurityException {
    KeyStore all = load();
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, PASSWORD);
    one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(one, PASSWORD);
    return keys;
  }

  private TrustManagerFactory trust() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("authority", load().getCertificate("authority"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    return trust;
  }

  /** The certificate, in PEM. */
  public String certificate(String alias) throws IOException, GeneralSecurityException {
    return pem("CERTIFICATE", load().getCertificate(alias).getEncoded());
  }

  /** Its private key, PKCS #8 in PEM. */
  public SecretText key(String alias) throws IOException, GeneralSecurityException {
    return SecretText.of(pem("PRIVATE KEY", load().getKey(alias, PASSWORD).getEncoded()));
  }

  /** The pin of its public key. */
  String pin(String alias) throws IOException, GeneralSecurityException {
    return Tls.pin((X509Certificate) load().getCertificate(alias));
  }

  /** A server that shows this certificate and wants one of the authority's from its client. */
  SSLContext strictServer(String alias) throws IOException, GeneralSecurityException {
    TrustManagerFactory trust = trust();
    KeyManagerFactory keys = keys(alias);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private void generate(String alias, String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias,
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString()));
    command.addAll(List.of(more));
    Path output = folder.resolve(alias + ".log");
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(keytool.waitFor()).as(Files.readString(output)).isZero();
  }
}

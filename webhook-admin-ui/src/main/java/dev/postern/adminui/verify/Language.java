package dev.postern.adminui.verify;

/** A program that checks one signature. Needs nothing but the language; prints the verdict. */
enum Language {
  PYTHON("Python") {
    @Override
    String program(Recipe recipe, String body) {
      return """
      import base64, hashlib, hmac

      secret = "%s"
      body = %s
      sent = %s
      key = %s
      digest = hmac.new(key, %s.encode() + body.encode(), hashlib.sha256)
      expected = "%s" + %s
      print("genuine" if any(hmac.compare_digest(expected, s) for s in sent.split(" ")) else "NOT genuine")
      """
          .formatted(
              SECRET,
              Quoting.quoted(body),
              Quoting.quoted(recipe.signature()),
              recipe.key() == Recipe.Key.DECODED
                  ? "base64.b64decode(secret.removeprefix(\"whsec_\"))"
                  : "secret.encode()",
              Quoting.quoted(recipe.signed()),
              recipe.prefix(),
              recipe.hex() ? "digest.hexdigest()" : "base64.b64encode(digest.digest()).decode()");
    }
  },
  NODE("Node") {
    @Override
    String program(Recipe recipe, String body) {
      return """
      const { createHmac, timingSafeEqual } = require("node:crypto");

      const secret = "%s";
      const body = %s;
      const sent = %s;
      const key = %s;
      const digest = createHmac("sha256", key).update(%s + body, "utf8").digest("%s");
      const expected = Buffer.from("%s" + digest);
      const genuine = sent.split(" ").map((s) => Buffer.from(s))
        .some((s) => s.length === expected.length && timingSafeEqual(s, expected));
      console.log(genuine ? "genuine" : "NOT genuine");
      """
          .formatted(
              SECRET,
              Quoting.quoted(body),
              Quoting.quoted(recipe.signature()),
              recipe.key() == Recipe.Key.DECODED
                  ? "Buffer.from(secret.replace(/^whsec_/, \"\"), \"base64\")"
                  : "Buffer.from(secret, \"utf8\")",
              Quoting.quoted(recipe.signed()),
              recipe.hex() ? "hex" : "base64",
              recipe.prefix());
    }
  },
  JAVA("Java") {
    @Override
    String program(Recipe recipe, String body) {
      return """
      import java.nio.charset.StandardCharsets;
      import java.security.MessageDigest;
      import java.util.*;
      import javax.crypto.Mac;
      import javax.crypto.spec.SecretKeySpec;

      public class Check {
        public static void main(String[] args) throws Exception {
          String secret = "%s";
          String body = %s;
          String sent = %s;
          byte[] key = %s;
          Mac mac = Mac.getInstance("HmacSHA256");
          mac.init(new SecretKeySpec(key, "HmacSHA256"));
          byte[] digest = mac.doFinal((%s + body).getBytes(StandardCharsets.UTF_8));
          byte[] expected = ("%s" + %s).getBytes(StandardCharsets.UTF_8);
          boolean genuine = Arrays.stream(sent.split(" "))
              .anyMatch(s -> MessageDigest.isEqual(expected, s.getBytes(StandardCharsets.UTF_8)));
          System.out.println(genuine ? "genuine" : "NOT genuine");
        }
      }
      """
          .formatted(
              SECRET,
              Quoting.quotedForJava(body),
              Quoting.quoted(recipe.signature()),
              recipe.key() == Recipe.Key.DECODED
                  ? "Base64.getDecoder().decode(secret.replaceFirst(\"^whsec_\", \"\"))"
                  : "secret.getBytes(StandardCharsets.UTF_8)",
              Quoting.quoted(recipe.signed()),
              recipe.prefix(),
              recipe.hex()
                  ? "HexFormat.of().formatHex(digest)"
                  : "Base64.getEncoder().encodeToString(digest)");
    }
  },
  GO("Go") {
    @Override
    String program(Recipe recipe, String body) {
      return """
      package main

      import (
      \t"crypto/hmac"
      \t"crypto/sha256"
      \t"encoding/%s"
      \t"fmt"
      \t"strings"
      )

      func main() {
      \tsecret := "%s"
      \tbody := %s
      \tsent := %s
      \t%s
      \tmac := hmac.New(sha256.New, key)
      \tmac.Write([]byte(%s + body))
      \texpected := "%s" + %s
      \tgenuine := false
      \tfor _, s := range strings.Split(sent, " ") {
      \t\tgenuine = genuine || hmac.Equal([]byte(s), []byte(expected))
      \t}
      \tfmt.Println(map[bool]string{true: "genuine", false: "NOT genuine"}[genuine])
      }
      """
          .formatted(
              recipe.hex() ? "hex" : "base64",
              SECRET,
              Quoting.quoted(body),
              Quoting.quoted(recipe.signature()),
              recipe.key() == Recipe.Key.DECODED
                  ? "key, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret,"
                      + " \"whsec_\"))"
                  : "key := []byte(secret)",
              Quoting.quoted(recipe.signed()),
              recipe.prefix(),
              recipe.hex()
                  ? "hex.EncodeToString(mac.Sum(nil))"
                  : "base64.StdEncoding.EncodeToString(mac.Sum(nil))");
    }
  };

  /** Stands where the reader puts the secret. */
  static final String SECRET = "whsec_PUT_YOUR_SECRET_HERE";

  private final String title;

  Language(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  abstract String program(Recipe recipe, String body);
}
